import { heroTall, heroTallRtl, heroWide, heroWideRtl } from "./scenes/hero.ts";
import { MARK } from "./scenes/mark.ts";
import { shelfEmpty, shelfMissing } from "./scenes/shelves.ts";
import { story } from "./scenes/story.ts";

/** The shop's own pictures by name, as SVG text. */
export const SCENES = {
  "hero-wide": heroWide(),
  "hero-wide-rtl": heroWideRtl(),
  "hero-tall": heroTall(),
  "hero-tall-rtl": heroTallRtl(),
  story: story(),
  "shelf-empty": shelfEmpty(),
  "shelf-missing": shelfMissing(),
  mark: MARK,
} as const satisfies Readonly<Record<string, string>>;

export type SceneName = keyof typeof SCENES;
