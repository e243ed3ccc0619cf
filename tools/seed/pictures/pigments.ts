import type { Colourway } from "./colourways.ts";

/** A colour in OKLCH: lightness 0-1, chroma, hue in degrees. */
export type Pigment = readonly [lightness: number, chroma: number, hue: number];

export const PIGMENTS = {
  white: [0.962, 0.008, 100],
  cobalt: [0.42, 0.15, 262],
  tomato: [0.61, 0.185, 31],
  butter: [0.87, 0.12, 92],
  sage: [0.74, 0.055, 150],
  pine: [0.42, 0.065, 165],
  sky: [0.79, 0.07, 235],
  clay: [0.64, 0.11, 42],
  ink: [0.3, 0.025, 260],
  oat: [0.87, 0.035, 82],
  rose: [0.8, 0.075, 18],
  linen: [0.9, 0.022, 88],
  brass: [0.75, 0.105, 84],
  steel: [0.8, 0.008, 240],
  oak: [0.77, 0.075, 72],
  walnut: [0.47, 0.06, 52],
  beech: [0.83, 0.06, 78],
  straw: [0.82, 0.09, 85],
  leaf: [0.55, 0.1, 140],
  moss: [0.48, 0.08, 125],
  paper: [0.975, 0.012, 92],
  soil: [0.33, 0.03, 55],
} as const satisfies Readonly<Record<string, Pigment>>;

/** The pigments that go by a name of the shop's palette. */
export type PigmentName = keyof typeof PIGMENTS;

/** The sRGB hex of a pigment, made lighter or darker by `step` in OKLCH lightness. */
export function hex(pigment: Pigment, step = 0): string {
  const lightness = Math.max(0.06, Math.min(0.99, pigment[0] + step));
  // Near white, sRGB has no room for chroma; without this a highlight turns yellow.
  const chroma = pigment[1] * (lightness > 0.9 ? Math.min(1, (1 - lightness) * 8 + 0.2) : 1);
  return `#${toLinearRgb(lightness, chroma, pigment[2]).map(toByte).join("")}`;
}

/** The two pigments of a colourway: what the thing is made of, and its edge. */
export function pigmentsOf(colourway: Colourway): { readonly body: Pigment; readonly rim: Pigment } {
  const [body, rim] = colourway.split("-") as [PigmentName, PigmentName];
  return { body: PIGMENTS[body], rim: PIGMENTS[rim] };
}

function toLinearRgb(lightness: number, chroma: number, hue: number): number[] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

function toByte(linear: number): string {
  const encoded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(Math.max(0, Math.min(1, encoded)) * 255)
    .toString(16)
    .padStart(2, "0");
}
