import type { DrawForm } from "../form.ts";
import { ellipse } from "../geometry.ts";
import { turn } from "../lathe.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import { footOf, type Profile } from "../profile.ts";
import type { Sheet } from "../sheet.ts";
import { blown } from "./blown.ts";

interface Place {
  readonly x: number;
  readonly y: number;
  readonly tint: Pigment;
}

type Shape = (y: number, h: number) => Profile;

const TAPERED: Shape = (y, h) => [
  [98, y - h],
  [93, y - h * 0.5],
  [82, y],
];
const STRAIGHT: Shape = (y, h) => [
  [88, y - h],
  [88, y - h * 0.5],
  [86, y],
];
const TULIP: Shape = (y, h) => [
  [86, y - h],
  [98, y - h * 0.55],
  [84, y - h * 0.14],
  [66, y],
];
const FOOTED: Shape = (y, h) => [
  [92, y - h],
  [90, y - h * 0.6],
  [48, y - h * 0.3],
  [20, y - h * 0.2],
  [22, y - h * 0.1],
  [76, y],
];
const WAISTED: Shape = (y, h) => [
  [98, y - h],
  [78, y - h * 0.55],
  [80, y - h * 0.3],
  [86, y],
];

/** Glasses in different tints, standing close. */
export const tumblers: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const shape = random.kind([
    [TAPERED, "juice three"],
    [STRAIGHT, "water"],
    [TULIP, "picnic"],
    [WAISTED, "cafe"],
    [FOOTED, "wine"],
  ]);
  const height = random.between(206, 290);
  const third = random.pick([PIGMENTS.butter, PIGMENTS.sky, PIGMENTS.rose]);
  const [left, right] = [random.between(268, 292), random.between(508, 532)];
  const far = { x: left, y: 768, tint: body };
  const near = { x: 400, y: 806, tint: third };
  const places: readonly Place[] = random.pick([
    [far, { x: right, y: 768, tint: rim }, near],
    [
      { x: 400, y: 768, tint: rim },
      { x: left, y: 806, tint: body },
      { ...near, x: right },
    ],
    [
      { ...far, x: left + 24 },
      { ...near, x: right - 36 },
    ],
  ]);
  const filled = random.chance(0.4);
  for (const { x, y, tint } of places) {
    sheet.shadow(x, y, 84);
    if (filled && shape !== FOOTED) drink(sheet, x, y, height, tint);
    const profile = shape(y, height);
    blown(sheet, x, profile, tint);
    if (shape !== FOOTED) sheet.paint(ellipse(x, y - 8, footOf(profile)[0] * 0.92, 9), hex(tint, -0.06), 'opacity=".5"');
  }
  const first = places[0] ?? far;
  const measured = { left: first.x - 92, right: first.x + 92, top: first.y - height, bottom: first.y + 10 };
  return { measured, round: true, reach: Math.min(...places.map(({ x }) => x)) - 98, focus: [430, 800 - height * 0.9] };
};

function drink(sheet: Sheet, x: number, y: number, height: number, tint: Pigment): void {
  turn(
    sheet,
    x,
    [
      [80, y - height * 0.5],
      [76, y - 10],
    ],
    tint,
    { fill: hex(tint, 0.02), sheen: 0, foot: 8 },
  );
  sheet.paint(ellipse(x, y - height * 0.5, 80, 10), hex(tint, 0.08));
}
