import type { Pigment } from "./pigments.ts";
import type { Sheet } from "./sheet.ts";

/** The two pigments a thing is made in. */
export interface Pair {
  readonly body: Pigment;
  readonly rim: Pigment;
}

/** What a form knows about itself once drawn, in the units of its own 800 x 1000 canvas. */
export interface Facts {
  /** What the two measures of the line drawing span. */
  readonly measured: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** True when the width is a diameter. */
  readonly round?: boolean;
  /** How far anything reaches to the left, when further than what is measured. */
  readonly reach?: number;
  /** How high anything reaches, when higher than what is measured. */
  readonly peak?: number;
  /** The middle of the close-up: where the rim, seam or grip is. */
  readonly focus: readonly [x: number, y: number];
  /** Width of the close-up as a share of the whole picture. */
  readonly zoom?: number;
}

/** Draws one thing standing on y = 800 (or hanging), with its choices taken from the sheet's seed. */
export type DrawForm = (sheet: Sheet, pair: Pair) => Facts;
