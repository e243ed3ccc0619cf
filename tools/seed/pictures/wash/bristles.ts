import { count, d } from "../geometry.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import type { Sheet } from "../sheet.ts";

/** Bristles: the same strokes twice, dark and thick, then light and thin. */
export function bristles(sheet: Sheet, strokes: readonly string[], pigment: Pigment = PIGMENTS.straw): void {
  sheet.stroke(strokes.join(""), hex(pigment, -0.11), 5);
  sheet.stroke(strokes.join(""), hex(pigment, 0.045), 2.1);
}

/** A skirt of bristles from one level edge to a wider one. */
export function skirt(sheet: Sheet, from: readonly [number, number, number], to: readonly [number, number, number]): readonly string[] {
  return count(56).map((i) => {
    const share = i / 55;
    const [x, endX] = [from[0] + (from[1] - from[0]) * share, to[0] + (to[1] - to[0]) * share];
    return d`M${x} ${from[2]}L${endX + sheet.random.between(-5, 5)} ${to[2] + sheet.random.between(-9, 7)}`;
  });
}
