import type { Navigation, Page } from "#contract/pages";
import type { StoredSlot } from "../cache/stored.ts";
import type { KeyParts, Site } from "../key/key-parts.ts";
import type { Assets } from "../pages/assets.ts";

/** What a shell is rendered from: a page of the origin, or the news that there is none. */
export type Renderable =
  | Page
  | { readonly kind: "not-found"; readonly navigation: Navigation | null }
  | { readonly kind: "gone"; readonly navigation: Navigation | null }
  | { readonly kind: "failed"; readonly navigation: Navigation | null; readonly status: number };

export interface Rendered {
  readonly status: number;
  readonly html: string;
  /** Content-Type, Content-Security-Policy, Link and the build marker. */
  readonly headers: Readonly<Record<string, string>>;
  readonly slots: readonly StoredSlot[];
}

/** Names the build that rendered a page; a body without it is never stored. */
export const BUILD_HEADER = "Vitrine-Build";

/** The page of a key. Pure: what is not in `parts` or `answer` cannot influence a byte of it. `nonce` marks this rendering's slots. */
export type RenderPage = (parts: KeyParts, canonical: string, answer: Renderable, nonce: string, site: Site, assets: Assets) => Rendered;
