import { circle, d } from "./geometry.ts";
import { band, type Turned, turn } from "./lathe.ts";
import { hex, PIGMENTS, type Pigment } from "./pigments.ts";
import type { Profile } from "./profile.ts";
import type { Sheet } from "./sheet.ts";

const KNOBS: readonly ((y: number) => Profile)[] = [
  (y) => [
    [6, y - 50],
    [23, y - 36],
    [22, y - 20],
    [11, y - 4],
    [15, y + 4],
  ],
  (y) => [
    [9, y - 54],
    [21, y - 40],
    [13, y - 16],
    [17, y + 4],
  ],
  (y) => [
    [24, y - 40],
    [28, y - 31],
    [12, y - 16],
    [16, y + 4],
  ],
  (y) => [
    [10, y - 42],
    [32, y - 30],
    [26, y - 18],
    [13, y - 8],
    [15, y + 4],
  ],
];

/** A knob on a lid whose top is at y. */
export function knob(sheet: Sheet, cx: number, y: number, pigment: Pigment): void {
  turn(sheet, cx, sheet.random.pick(KNOBS)(y), pigment, { sheen: 0, foot: 2 });
}

/** A loop of cord through a hole, with the nail it hangs from. */
export function cordLoop(sheet: Sheet, x: number, holeY: number, length: number, pigment: Pigment, nail: boolean): void {
  const top = holeY - length;
  const width = length * 0.24;
  sheet.line(
    d`M${x} ${holeY}C${x - width} ${holeY - length * 0.4} ${x - width} ${top + length * 0.3} ${x} ${top}C${x + width} ${top + length * 0.3} ${x + width} ${holeY - length * 0.4} ${x} ${holeY}`,
    hex(pigment),
    6,
  );
  if (nail) sheet.body(circle(x, top, 9), hex(PIGMENTS.ink));
}

/** Two thin bands with a gap, as painted on enamel. */
export function twinBands(sheet: Sheet, turned: Turned, y: number, pigment: Pigment): void {
  band(sheet, turned, y, 8, pigment);
  band(sheet, turned, y + 18, 8, pigment);
}
