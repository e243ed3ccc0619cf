/** How large a generated shop is. The variants of eight products in turn have the wanted mean. */
export const PROFILES = {
  small: { products: 160, variants: [1, 4, 6, 9, 10, 12, 16, 22] },
  medium: { products: 2_000, variants: [2, 6, 8, 11, 12, 15, 20, 26] },
  large: { products: 20_000, variants: [1, 4, 6, 9, 10, 12, 16, 22] },
} as const satisfies Record<string, Profile>;
export type ProfileName = keyof typeof PROFILES;

interface Profile {
  readonly products: number;
  readonly variants: readonly number[];
}

export const isProfile = (name: string): name is ProfileName => Object.hasOwn(PROFILES, name);

/** What differs from the shop as it was first generated: so many prices, and so many handles. */
export interface Changes {
  readonly prices: number;
  readonly handles: number;
}
