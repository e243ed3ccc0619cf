import type { DrawForm } from "../form.ts";
import { count, d, ellipse, rect } from "../geometry.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import { FLAT, ROUND, type Stops } from "../shading.ts";
import type { Sheet } from "../sheet.ts";

const FACE: Stops = [
  [0, 0.02],
  [0.5, 0],
  [1, -0.07],
];
const WELL: Stops = [
  [0, -0.09],
  [0.35, -0.01],
  [1, 0.03],
];

type Pattern = (sheet: Sheet, pigment: Pigment, rx: number, ry: number) => void;

const ring: Pattern = (sheet, pigment, rx, ry) => sheet.line(oval(rx * 0.86, ry * 0.86), hex(pigment), 7);
const pairOfRings: Pattern = (sheet, pigment, rx, ry) => {
  sheet.line(oval(rx * 0.9, ry * 0.9) + oval(rx * 0.75, ry * 0.75), hex(pigment), 5);
};
const dots: Pattern = (sheet, pigment, rx, ry) => {
  sheet.line(
    onCircle(24, rx * 0.85, ry * 0.85, () => "h0"),
    hex(pigment),
    18,
  );
};
const strokes: Pattern = (sheet, pigment, rx, ry) => {
  sheet.line(
    onCircle(36, rx * 0.81, ry * 0.81, (c, s) => d`l${c * 30} ${s * 30}`),
    hex(pigment),
    8,
  );
};
const PATTERNS: readonly Pattern[] = [() => {}, ring, pairOfRings, dots, strokes];

/** A plate on a small stand, seen face on: round, or an oval platter. */
export const plate: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const platter = random.kind([[false, "plate"], [false], [false], [true, "platter oval"]]);
  const rx = platter ? 276 : random.between(236, 258);
  const ry = platter ? 190 : rx;
  const cy = 784 - ry;
  const well = random.pick([0.67, 0.72, 0.6]);
  sheet.shadow(400, 806, 150, 0.1);
  sheet.body(rect(296, 774, 208, 32, 8), sheet.gradient(PIGMENTS.oak));
  sheet.body(ellipse(400, cy, rx, ry), sheet.gradient(body, FACE), d`stroke="${hex(rim)}" stroke-width="${random.between(9, 15)}"`);
  sheet.paint(ellipse(404, cy + 4, rx * well, ry * well), sheet.gradient(body, WELL));
  sheet.seam(oval(rx * well, ry * well, cy));
  sheet.moved(d`translate(400 ${cy})`, () => random.pick(PATTERNS)(sheet, rim, rx, ry));
  sheet.body(rect(326, 762, 22, 46, 6), sheet.gradient(PIGMENTS.oak, FLAT));
  sheet.body(rect(452, 762, 22, 46, 6), sheet.gradient(PIGMENTS.oak, ROUND));
  const measured = { left: 400 - rx, right: 400 + rx, top: cy - ry, bottom: cy + ry };
  return { measured, round: !platter, focus: [400 + rx * 0.62, cy - ry * 0.5], zoom: 0.42 };
};

function oval(rx: number, ry: number, cy?: number): string {
  const [x, y] = cy === undefined ? [0, 0] : [400, cy];
  return d`M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0Z`;
}

function onCircle(number: number, rx: number, ry: number, mark: (cosine: number, sine: number) => string): string {
  return count(number)
    .map((i) => (i / number) * 2 * Math.PI)
    .map((angle) => d`M${rx * Math.cos(angle)} ${ry * Math.sin(angle)}${mark(Math.cos(angle), Math.sin(angle))}`)
    .join("");
}
