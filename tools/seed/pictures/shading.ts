/** Stops of a gradient: where, and how many OKLCH lightness steps from the pigment. */
export type Stops = readonly (readonly [offset: number, step: number])[];

// Light comes from the upper left, always.
/** Something round, standing: lit a fifth of the way in, darkest just before the far edge. */
export const ROUND: Stops = [
  [0, -0.035],
  [0.2, 0.06],
  [0.48, 0],
  [0.84, -0.1],
  [1, -0.075],
];

/** The inside of a vessel: its near wall is in shade, its far wall catches the light. */
export const INSIDE: Stops = [
  [0, -0.2],
  [0.5, -0.08],
  [1, 0.02],
];

/** A flat face. */
export const FLAT: Stops = [
  [0, 0.035],
  [0.6, 0],
  [1, -0.07],
];

/** Something soft or round, lying: lit along its top. */
export const LYING: Stops = [
  [0, 0.06],
  [0.4, 0.01],
  [1, -0.12],
];

/** Glass, seen against the light: dense at its edges, almost nothing between. */
export const CLEAR: readonly (readonly [offset: number, step: number, opacity: number])[] = [
  [0, -0.12, 0.66],
  [0.16, 0.1, 0.34],
  [0.6, 0.04, 0.28],
  [0.9, -0.08, 0.5],
  [1, -0.18, 0.66],
];

export const SHADE = "#10141f";
export const GLOW = "#ffe7ac";
export const LINE = "#24324f";

/** Cloth with a light behind it: even, a little darker to the right. */
export const SOFT: Stops = [
  [0, -0.03],
  [0.3, 0.05],
  [0.6, 0.02],
  [1, -0.06],
];
