import type { Facts } from "./form.ts";
import type { Form, View } from "./forms.ts";

interface Frame {
  /** Size of the window on the canvas; 1 is 800 x 1000. */
  readonly scale: number;
  /** Millimetres in one unit. */
  readonly mm: number;
  /** Moves the window, for things that reach out to one side. */
  readonly dx?: number;
  /** Top of the window, for things that do not stand at 82 percent of its height. */
  readonly top?: number;
}

const FRAMES: Readonly<Record<Form, Frame>> = {
  mug: { scale: 0.66, mm: 0.31, dx: 22 },
  cup: { scale: 0.72, mm: 0.32 },
  bowls: { scale: 0.78, mm: 0.38 },
  plate: { scale: 0.82, mm: 0.52 },
  "coffee-pot": { scale: 0.86, mm: 0.42, dx: 4 },
  teapot: { scale: 0.82, mm: 0.48, dx: -8 },
  jug: { scale: 0.82, mm: 0.5, dx: 22 },
  pan: { scale: 0.88, mm: 0.5, dx: 60 },
  casserole: { scale: 0.8, mm: 0.56 },
  board: { scale: 0.9, mm: 0.62 },
  spoons: { scale: 0.86, mm: 0.5 },
  jar: { scale: 0.74, mm: 0.42 },
  carafe: { scale: 0.82, mm: 0.6, dx: 36 },
  tumblers: { scale: 0.74, mm: 0.4 },
  vase: { scale: 0.94, mm: 0.66 },
  lamp: { scale: 0.92, mm: 0.78 },
  pendant: { scale: 0.9, mm: 0.7, top: -20 },
  candles: { scale: 0.9, mm: 0.6 },
  lantern: { scale: 0.84, mm: 0.62 },
  towel: { scale: 0.92, mm: 1.4, top: 60 },
  blanket: { scale: 0.84, mm: 0.95, dx: 6 },
  cushion: { scale: 0.76, mm: 1.1 },
  notebook: { scale: 0.76, mm: 0.48, dx: 12 },
  pencils: { scale: 0.84, mm: 0.38 },
  scissors: { scale: 0.92, mm: 0.33, top: 0 },
  tray: { scale: 0.86, mm: 0.68 },
  "watering-can": { scale: 0.9, mm: 0.8, dx: -40 },
  trowel: { scale: 0.96, mm: 0.44, top: -32 },
  planter: { scale: 0.86, mm: 0.46 },
  brush: { scale: 0.94, mm: 0.43, top: -50 },
  bucket: { scale: 0.82, mm: 0.78 },
  soap: { scale: 0.72, mm: 0.5 },
  basket: { scale: 0.82, mm: 0.9 },
  flask: { scale: 0.84, mm: 0.46, dx: 6 },
  rucksack: { scale: 0.86, mm: 0.8 },
  stool: { scale: 0.76, mm: 1.1 },
};

/** One scale for a whole row on one table line. */
const SHELF = "40 0 710 887";

export function viewBox(form: Form, view: View, facts: Facts): string {
  const { scale, dx = 0, top = 800 - 820 * FRAMES[form].scale } = FRAMES[form];
  if (view === "shelf") return SHELF;
  if (view === "close-up") return around(facts.focus[0], facts.focus[1], scale * (facts.zoom ?? 0.5));
  if (view === "main") return whole(400 + dx - 400 * scale, top, scale);
  const { left, right, top: high, bottom } = facts.measured;
  const middle = (Math.min(facts.reach ?? left, left) + right) / 2;
  const level = (Math.min(facts.peak ?? high, high) + bottom) / 2;
  return around((400 + dx + middle) / 2 - 12 * scale, level + 34 * scale, scale * 1.14);
}

/** Where the main window of a form ends. */
export function rightEdge(form: Form): number {
  const { scale, dx = 0 } = FRAMES[form];
  return 400 + dx + 400 * scale;
}

/** Window size of a form, for weights that must look alike on every picture. */
export function frameScale(form: Form): number {
  return FRAMES[form].scale;
}

export function toMillimetres(form: Form, units: number): number {
  return roundMillimetres(units * FRAMES[form].mm);
}

/** The measures a maker would state: whole millimetres when small, rounder when large. */
export function roundMillimetres(exact: number): number {
  const step = exact < 100 ? 1 : exact < 300 ? 5 : 10;
  return Math.round(exact / step) * step;
}

function around(x: number, y: number, scale: number): string {
  return whole(x - 400 * scale, y - 500 * scale, scale);
}

function whole(left: number, top: number, scale: number): string {
  return [left, top, 800 * scale, 1000 * scale].map(Math.round).join(" ");
}
