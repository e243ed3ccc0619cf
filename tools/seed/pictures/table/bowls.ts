import type { DrawForm } from "../form.ts";
import { count, d, ellipse, path } from "../geometry.ts";
import { TILT, turn } from "../lathe.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import { type Profile, turning } from "../profile.ts";
import { INSIDE } from "../shading.ts";
import type { Sheet } from "../sheet.ts";

interface Bowl {
  readonly radius: number;
  readonly y: number;
  readonly pigment: Pigment;
  readonly rim: Pigment;
}

type Shape = (r: number, y: number, h: number) => Profile;

const SHAPES: readonly [Shape, Shape, Shape] = [
  (r, y, h) => turning`${r} ${y}, ${r * 0.95} ${y + h * 0.36}, ${r * 0.7} ${y + h * 0.82}, ${r * 0.46} ${y + h}`,
  (r, y, h) => turning`${r} ${y}, ${r * 0.84} ${y + h * 0.34}, ${r * 0.6} ${y + h * 0.76}, ${r * 0.4} ${y + h}`,
  (r, y, h) => turning`${r * 0.98} ${y}, ${r * 0.97} ${y + h * 0.5}, ${r * 0.84} ${y + h * 0.86}, ${r * 0.6} ${y + h}`,
];

/** Bowls nested in one another, the smallest on top. */
export const bowls: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const number = random.kind([[2], [3, "rim mixing berry"], [3], [4, "porridge soup"]]);
  const third = random.pick([PIGMENTS.butter, PIGMENTS.sky, PIGMENTS.rose]);
  const [widest, depth, step] = [random.between(206, 236), random.between(128, 158), random.between(46, 62)];
  const shape = random.pick(SHAPES);
  const pigments = [body, rim, number === 4 ? third : PIGMENTS.white, PIGMENTS.white];
  const stack = count(number).map((i) => bowl(widest - i * 15, 800 - depth - i * step, pigments[i] as Pigment, rim));
  nested(sheet, stack, shape, depth);
  const top = 800 - depth - (number - 1) * step;
  const measured = { left: 400 - widest, right: 400 + widest, top, bottom: 808 };
  return { measured, round: true, focus: [400 + widest * 0.45, top + 80] };
};

/** Three bowls in given pigments, the lowest first: for the scenes. */
export function threeBowls(sheet: Sheet, pigments: readonly [Pigment, Pigment, Pigment], rim: Pigment): void {
  const stack = pigments.map((pigment, i) => bowl(226 - i * 15, 660 - i * 56, pigment, rim));
  nested(sheet, stack, SHAPES[0], 140);
}

/** A wall hides the foot of the bowl standing in it, so mouths come first, upwards, and walls after, downwards. */
function nested(sheet: Sheet, stack: readonly Bowl[], shape: Shape, depth: number): void {
  sheet.shadow(400, 802, (stack[0] as Bowl).radius * 0.86);
  for (const one of stack) mouth(sheet, one);
  for (const one of stack.toReversed()) wall(sheet, one, shape(one.radius, one.y, depth));
}

function bowl(radius: number, y: number, pigment: Pigment, rim: Pigment): Bowl {
  return { radius, y, pigment, rim: pigment === rim || pigment === PIGMENTS.white ? rim : PIGMENTS.white };
}

function mouth(sheet: Sheet, { radius, y, pigment }: Bowl): void {
  sheet.body(ellipse(400, y, radius, radius * TILT), sheet.gradient(pigment === PIGMENTS.white ? PIGMENTS.white : pigment, INSIDE));
}

function wall(sheet: Sheet, { radius, y, pigment, rim }: Bowl, profile: Profile): void {
  const front = d`M0 ${y}H${400 - radius}A${radius} ${radius * TILT} 0 0 0 ${400 + radius} ${y}H800V900H0Z`;
  sheet.within(path(front), () => turn(sheet, 400, profile, pigment, { foot: 5, sheen: 0.24 }));
  const edge = d`M${400 - radius} ${y}a${radius} ${radius * TILT} 0 1 0 ${2 * radius} 0a${radius} ${radius * TILT} 0 1 0 ${-2 * radius} 0Z`;
  const near = d`M${400 - radius} ${y}A${radius} ${radius * TILT} 0 0 0 ${400 + radius} ${y}`;
  sheet.stroke(rim === pigment ? near : edge, hex(rim === pigment ? PIGMENTS.white : rim), 7);
  sheet.seam(near);
}
