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

/** The shop's own pictures by name, as SVG text. */
export const SCENES: Readonly<Record<SceneName, string>> = Object.fromEntries(
  SCENE_NAMES.map((name) => [name, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 1000"/>`]),
) as Record<SceneName, string>;
