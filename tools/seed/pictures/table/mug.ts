import { type Decoration, decorate } from "../decoration.ts";
import type { DrawForm, Pair } from "../form.ts";
import { d } from "../geometry.ts";
import { band, turn } from "../lathe.ts";
import { PIGMENTS } from "../pigments.ts";
import { type Profile, turning } from "../profile.ts";
import type { Kind } from "../random.ts";
import type { Sheet } from "../sheet.ts";

type Shape = (radius: number, y: number, height: number) => Profile;

const STRAIGHT: Shape = (r, y, h) => turning`${r} ${y}, ${r * 0.985} ${y + h * 0.55}, ${r * 0.95} 800`;
const TAPERED: Shape = (r, y, h) => turning`${r} ${y}, ${r * 0.92} ${y + h * 0.5}, ${r * 0.8} 800`;
const BARREL: Shape = (r, y, h) => turning`${r * 0.9} ${y}, ${r * 1.03} ${y + h * 0.45}, ${r * 0.98} ${y + h * 0.75}, ${r * 0.8} 800`;
const ROUND: Shape = (r, y, h) => turning`${r} ${y}, ${r * 0.99} ${y + h * 0.46}, ${r * 0.9} ${y + h * 0.8}, ${r * 0.66} 800`;
const FLARED: Shape = (r, y, h) => turning`${r * 1.04} ${y}, ${r * 0.93} ${y + h * 0.3}, ${r * 0.93} ${y + h * 0.7}, ${r * 0.86} 800`;
const SHAPES: readonly Kind<Shape>[] = [
  [STRAIGHT, "rim speckled"],
  [STRAIGHT],
  [TAPERED, "foreman ferry"],
  [BARREL, "night"],
  [ROUND, "nursery"],
  [FLARED],
];

const DECORATIONS: readonly Kind<Decoration>[] = [
  ["plain"],
  ["band", "rim"],
  ["band", "foreman"],
  ["twin", "ferry"],
  ["dip", "night"],
  ["speckle", "speckled"],
  ["dots", "nursery"],
];

const HANDLES = [
  (x: number, y: number, h: number, r: number) =>
    d`M${x} ${y + h * 0.2}C${x + r} ${y + h * 0.08} ${x + r * 0.95} ${y + h * 0.84} ${x - r * 0.06} ${y + h * 0.74}`,
  (x: number, y: number, h: number, r: number) =>
    d`M${x} ${y + h * 0.18}H${x + r * 0.34}Q${x + r * 0.66} ${y + h * 0.18} ${x + r * 0.64} ${y + h * 0.36}Q${x + r * 0.58} ${y + h * 0.72} ${x - r * 0.06} ${y + h * 0.76}`,
  (x: number, y: number, h: number, r: number) =>
    d`M${x} ${y + h * 0.28}C${x + r * 0.3} ${y + h * 0.02} ${x + r * 0.86} ${y + h * 0.12} ${x + r * 0.76} ${y + h * 0.4}C${x + r * 0.7} ${y + h * 0.6} ${x + r * 0.3} ${y + h * 0.66} ${x - r * 0.06} ${y + h * 0.72}`,
];

/** A mug: handle at the right, white inside, rim in the second pigment. */
export const mug: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const [height, radius, cx] = [random.between(236, 330), random.between(120, 148), 395];
  const y = 800 - height;
  const profile = random.kind(SHAPES)(radius, y, height);
  sheet.shadow(cx, 800, radius);
  sheet.tube(random.pick(HANDLES)(cx + radius * 0.9, y, height, radius), body, random.between(25, 32));
  const turned = turn(sheet, cx, profile, body, { open: PIGMENTS.white, rim, rimWidth: random.between(8, 11), foot: 12 });
  decorate(random.kind(DECORATIONS), sheet, turned, rim, y, 800);
  const measured = { left: cx - radius, right: cx + radius, top: y, bottom: 812 };
  return { measured, round: true, focus: [cx + radius * 0.75, y + height * 0.42] };
};

/** A straight mug of a given height, with a band or without: for the scenes. */
export function straightMug(sheet: Sheet, { body, rim }: Pair, height: number, banded: boolean): void {
  const [radius, y] = [136, 800 - height];
  sheet.shadow(395, 800, radius);
  sheet.tube(d`M${395 + radius * 0.9} ${y + height * 0.2}c136 -34 128 ${height * 0.64} -9 ${height * 0.54}`, body, 29);
  const turned = turn(sheet, 395, STRAIGHT(radius, y, height), body, { open: PIGMENTS.white, rim, rimWidth: 10, foot: 12 });
  if (banded) band(sheet, turned, y + height * 0.62, 24, rim);
}
