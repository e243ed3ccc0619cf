import type { DrawForm } from "../form.ts";
import { circle, d, path } from "../geometry.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import type { Stops } from "../shading.ts";
import type { Sheet } from "../sheet.ts";

const GROUND_LEFT: Stops = [
  [0, 0.1],
  [0.5, 0.14],
  [1, -0.1],
];
const GROUND_RIGHT: Stops = [
  [0, -0.12],
  [0.5, 0.1],
  [1, -0.04],
];

interface Pattern {
  /** Blade length from the screw, and its width there. */
  readonly blade: number;
  readonly width: number;
  /** Half the angle between the blades. */
  readonly open: number;
  /** One finger bow, drawn to the right and down from the screw at (0, 0). */
  readonly bow: string;
  readonly other?: string;
  readonly thick: number;
  readonly reach: number;
}

const PAPER: Pattern = {
  blade: 390,
  width: 24,
  open: 15,
  bow: "M16 22C50 70 118 116 102 196C90 256 14 268 6 196C2 140 34 96 10 34",
  thick: 29,
  reach: 236,
};
const TAILOR: Pattern = {
  blade: 420,
  width: 28,
  open: 8,
  bow: "M18 24C40 60 92 90 104 144C112 198 62 222 34 190C14 164 24 110 8 36",
  other: "M18 24C44 64 116 92 122 176C126 256 66 288 36 236C16 196 26 120 8 36",
  thick: 27,
  reach: 262,
};
const SNIPS: Pattern = {
  blade: 250,
  width: 28,
  open: 20,
  bow: "M18 20C96 44 168 110 142 216C124 286 40 280 26 214C16 160 52 96 10 34",
  thick: 25,
  reach: 262,
};
const ROUND_BOWS: Pattern = {
  blade: 330,
  width: 22,
  open: 12,
  bow: "M12 26C24 66 34 96 52 110C120 104 150 160 124 210C96 256 22 240 20 182C20 140 30 96 6 34",
  thick: 25,
  reach: 238,
};
const SPRING: Pattern = {
  blade: 230,
  width: 30,
  open: 11,
  bow: "M14 16C66 70 84 150 74 250Q72 276 48 282M48 282Q24 280 26 250C30 160 26 90 6 32",
  thick: 22,
  reach: 282,
};

/** Scissors hanging open on the wall. */
export const scissors: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const pattern = random.kind([
    [PAPER, "paper"],
    [TAILOR, "tailors"],
    [SNIPS, "flower"],
    [ROUND_BOWS, "kitchen"],
    [SPRING, "thread"],
  ]);
  const open = pattern.open * random.between(0.55, 1.1);
  const metal = random.pick([PIGMENTS.steel, PIGMENTS.steel, PIGMENTS.brass]);
  const screw = 400 + (pattern.blade - pattern.reach) / 2 + 70;
  const second = random.chance(0.2) ? rim : body;
  sheet.onWall(() => {
    half(sheet, screw, pattern, open, -1, metal, second);
    half(sheet, screw, pattern, open, 1, metal, body);
    sheet.body(circle(400, screw, 15), hex(PIGMENTS.brass), d`stroke="${hex(PIGMENTS.brass, -0.15)}" stroke-width="3"`);
    sheet.stroke(d`M392 ${screw - 5}l16 10`, hex(PIGMENTS.brass, -0.22), 3);
  });
  const spread = pattern.reach * 0.62;
  return {
    measured: { left: 400 - spread, right: 400 + spread, top: screw - pattern.blade, bottom: screw + pattern.reach },
    focus: [400, screw + 30],
    zoom: 0.44,
  };
};

/** One blade with the bow at its other end, crossing at the screw. */
function half(sheet: Sheet, y: number, pattern: Pattern, open: number, side: 1 | -1, metal: Pigment, grip: Pigment): void {
  const { blade, width, thick } = pattern;
  sheet.moved(d`translate(400 ${y}) rotate(${side * open})${side < 0 ? " scale(-1 1)" : ""}`, () => {
    const steel = path(
      d`M${-width} 26L${-width * 0.5} ${-blade * 0.6}Q${-width * 0.2} ${-blade * 0.92} ${width * 0.5} ${-blade}Q${width * 0.72} ${-blade * 0.9} ${width * 0.8} ${-blade * 0.7}L${width} 26Z`,
    );
    sheet.body(steel, sheet.gradient(metal, side > 0 ? GROUND_RIGHT : GROUND_LEFT));
  });
  const bow = side < 0 ? pattern.bow : (pattern.other ?? pattern.bow);
  sheet.moved(d`translate(400 ${y}) rotate(${side * (open - pattern.open)})${side > 0 ? " scale(-1 1)" : ""}`, () =>
    sheet.tube(bow, grip, thick),
  );
}
