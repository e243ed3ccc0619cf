/** The files that pages name, fingerprinted by the build. A page is a pure function of its key, its data and these. */

export const SCENE_NAMES = [
  "hero-wide",
  "hero-wide-rtl",
  "hero-tall",
  "hero-tall-rtl",
  "story",
  "shelf-empty",
  "shelf-missing",
  "mark",
] as const;
export type SceneName = (typeof SCENE_NAMES)[number];

export interface Assets {
  /** The whole of `public/styles/shop.css`, minified, inlined into each page. */
  readonly css: string;
  /** `sha256-<base64>` of `css`, as a CSP source needs it. */
  readonly cssHash: string;
  readonly script: { readonly src: string; readonly integrity?: string };
  /** The one inline script that moves late fragments into place; `hash` is a CSP source like `cssHash`. */
  readonly lateScript: { readonly code: string; readonly hash: string };
  readonly fonts: { readonly latin: string; readonly arabic: string };
  /** By file name, from `public/icons`. */
  readonly icons: { readonly icon: string };
  readonly scenes: Readonly<Record<SceneName, string>>;
  /** Pictures at one true scale, by product handle, for rows that stand on one table. */
  readonly shelfPictures: Readonly<Record<string, string>>;
  /** Changes when pages or styles change, not with each deploy. */
  readonly renderHash: string;
}
