/** What can be known of a visitor without asking the origin. A fragment sees only what it lists in `needs`. */
export interface VisitorFacts {
  readonly cart: { readonly id: string; readonly version: number; readonly itemCount: number } | undefined;
  /** The customer's id; undefined for guests. */
  readonly customer: string | undefined;
  readonly firstName: string | undefined;
  readonly segment: string;
  /** Handles of products looked at, latest first, at most 8. */
  readonly recent: readonly string[];
}
export type Fact = keyof VisitorFacts;
