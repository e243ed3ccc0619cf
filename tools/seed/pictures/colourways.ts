import { hex, pigmentsOf } from "./pigments.ts";

const NAMES = [
  "white-cobalt",
  "butter-pine",
  "tomato-white",
  "cobalt-white",
  "sage-ink",
  "sky-tomato",
  "clay-oat",
  "pine-butter",
  "oat-cobalt",
  "rose-tomato",
  "ink-brass",
  "linen-clay",
] as const;

/** A pair the shop makes things in: body, then rim. */
export type Colourway = (typeof NAMES)[number];

/** The twelve colourways as hex, for swatches and the feed. */
export const COLOURWAYS: Readonly<Record<Colourway, { readonly body: string; readonly rim: string }>> = Object.fromEntries(
  NAMES.map((name) => {
    const { body, rim } = pigmentsOf(name);
    return [name, { body: hex(body), rim: hex(rim) }];
  }),
) as Record<Colourway, { body: string; rim: string }>;
