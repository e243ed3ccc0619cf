import type { Market } from "#contract/market";

/** The string a shell is stored under: an injective encoding of its `KeyParts` (DESIGN section 2). */
export type CacheKey = string & { readonly __brand: "CacheKey" };

/** All that a shell may depend on. Whatever of a request is not in here cannot influence a byte of it. */
export interface KeyParts {
  readonly host: string;
  readonly market: Market;
  readonly route: string;
  /** Path parameters by name, decoded and canonical: `{handle: "rim-mug"}`. */
  readonly path: Readonly<Record<string, string>>;
  /** Declared query parameters that differ from their default, canonical. */
  readonly query: Readonly<Record<string, string>>;
  /** Other finite dimensions the route declares, such as an experiment's arm. */
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A declared query parameter: what it may be and what it is when absent. Anything else is clamped or dropped. */
export type ParamPolicy =
  | { readonly type: "integer"; readonly default: number; readonly min: number; readonly max: number }
  | { readonly type: "choice"; readonly default: string; readonly values: readonly string[] }
  | { readonly type: "token"; readonly maxLength: number };

/** What the key of a route is made of. `path` follows the market: `""` is the market's home, `/products/:handle` a product. */
export interface KeyPolicy {
  readonly name: string;
  readonly path: string;
  /** In canonical order. */
  readonly query: Readonly<Record<string, ParamPolicy>>;
  readonly dimensions?: Readonly<Record<string, readonly string[]>>;
}

/** The canonical place of a page: absolute paths on the configured host. */
export interface Site {
  /** `https://shop.example`, no trailing slash. */
  readonly origin: string;
  readonly host: string;
}

export interface Dropped {
  readonly name: string;
  readonly because: "undeclared" | "default" | "malformed" | "repeated" | "clamped";
}

/** What the path and query of a request mean, decided before anything is done. */
export type KeyPlan =
  | {
      readonly kind: "page";
      readonly parts: KeyParts;
      /** Path and canonical query, as links and `url:` surrogate keys have it. */
      readonly canonical: string;
      readonly kept: readonly string[];
      readonly dropped: readonly Dropped[];
    }
  /** 301 to an absolute URL on the configured host; undeclared parameters ride along verbatim. */
  | { readonly kind: "redirect"; readonly location: string; readonly because: "path" | "parameter"; readonly dropped: readonly Dropped[] }
  /** `/`: negotiate a market and redirect, never stored. */
  | { readonly kind: "negotiate" }
  | { readonly kind: "unknown"; readonly market: Market | undefined; readonly because: "no-route" | "no-market" }
  | { readonly kind: "refused"; readonly status: 400 | 414; readonly because: string };
