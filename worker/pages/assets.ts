/** The files that pages name, fingerprinted by the build. A page is a pure function of its key, its data and these. */

/** The shop's own pictures and the measures they are drawn at, which keep their place in a page. */
export const SCENES = {
  "hero-wide": { width: 1440, height: 680 },
  "hero-wide-rtl": { width: 1440, height: 680 },
  "hero-tall": { width: 720, height: 1300 },
  "hero-tall-rtl": { width: 720, height: 1300 },
  story: { width: 1120, height: 960 },
  "shelf-empty": { width: 640, height: 160 },
  "shelf-missing": { width: 800, height: 290 },
} as const satisfies Record<string, { readonly width: number; readonly height: number }>;
export type SceneName = keyof typeof SCENES;

export interface Assets {
  /** The whole of `public/styles/shop.css`, minified, inlined into each page. */
  readonly css: string;
  /** `sha256-<base64>` of `css`, as a CSP source needs it. */
  readonly cssHash: string;
  readonly script: { readonly src: string; readonly integrity?: string };
  /** The one inline script that moves late fragments into place; `hash` is a CSP source like `cssHash`. */
  readonly lateScript: { readonly code: string; readonly hash: string };
  /** Which links a browser may follow ahead of its reader. */
  readonly speculationRules: string;
  readonly fonts: { readonly latin: string; readonly arabic: string };
  /** By file name, from `public/icons`. */
  readonly icons: { readonly icon: string };
  readonly scenes: Readonly<Record<SceneName, string>>;
  /** Pictures at one true scale, by product handle, for rows that stand on one table. */
  readonly shelfPictures: Readonly<Record<string, string>>;
  /** Changes when pages or styles change, not with each deploy. */
  readonly renderHash: string;
  /** The same of the release before, if its pages were others: what it kept may stand in for a while. */
  readonly earlierRenderHash?: string | undefined;
}
