import { count, d, rect } from "../geometry.ts";
import { hex, type Pigment } from "../pigments.ts";
import type { Kind } from "../random.ts";
import type { Stops } from "../shading.ts";
import type { Sheet } from "../sheet.ts";

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Light and shade of the cloth, for wide fields of the second colour. */
  readonly folds?: Stops;
}

type Pattern = (sheet: Sheet, area: Area, pigment: Pigment) => void;

const field = (sheet: Sheet, pigment: Pigment, folds?: Stops) => (folds ? sheet.gradient(pigment, folds) : hex(pigment));

const plain: Pattern = () => {};

const bands: Pattern = (sheet, { x, y, width, height }, pigment) => {
  const lines = count(4).map((i) => d`M${x} ${y + height * (0.68 + i * 0.06)}h${width}`);
  sheet.line(lines.join(""), hex(pigment), height * 0.028);
};

const stripes: Pattern = (sheet, { x, y, width, height }, pigment) => {
  const number = sheet.random.pick([7, 9, 13]);
  const lines = count(number).map((i) => d`M${x + (width * (i + 0.5)) / number} ${y}v${height}`);
  sheet.line(lines.join(""), hex(pigment), width * sheet.random.pick([0.018, 0.03]));
};

const check: Pattern = (sheet, { x, y, width, height }, pigment) => {
  const [columns, rows] = sheet.random.pick([
    [6, 10],
    [5, 8],
    [9, 14],
  ] as const);
  const thick = (width / columns) * 0.34;
  const down = count(columns).map((i) => d`M${x + (width * (i + 0.5)) / columns} ${y}v${height}`);
  const across = count(rows).map((i) => d`M${x} ${y + (height * (i + 0.5)) / rows}h${width}`);
  // Two passes at half strength: threads are darkest where they cross.
  sheet.line(down.join(""), hex(pigment), thick, 'opacity=".55"');
  sheet.line(across.join(""), hex(pigment), thick, 'opacity=".55"');
};

const threeBars: Pattern = (sheet, { x, y, width, height, folds }, pigment) => {
  for (const [at, thick] of [
    [0.62, 0.075],
    [0.73, 0.055],
    [0.82, 0.035],
  ] as const) {
    sheet.paint(rect(x, y + height * at, width, height * thick), field(sheet, pigment, folds));
    sheet.seam(d`M${x} ${y + height * at}h${width}M${x} ${y + height * (at + thick)}h${width}`);
  }
};

const borders: Pattern = (sheet, { x, y, width, height }, pigment) => {
  const [a, b] = [y + height * 0.12, y + height * 0.88];
  sheet.line(d`M${x} ${a}h${width}M${x} ${b}h${width}`, hex(pigment), height * 0.06);
  sheet.line(d`M${x} ${a + height * 0.06}h${width}M${x} ${b - height * 0.06}h${width}`, hex(pigment), height * 0.012);
};

const dots: Pattern = (sheet, { x, y, width, height }, pigment) => {
  const step = width / 7;
  const rows = Math.floor(height / step) + 1;
  const spots = count(rows * 8).map(
    (i) => d`M${x + ((i % 8) + (Math.floor(i / 8) % 2) / 2) * step} ${y + (Math.floor(i / 8) + 0.5) * step}h0`,
  );
  sheet.line(spots.join(""), hex(pigment), step * 0.26);
};

const half: Pattern = (sheet, { x, y, width, height, folds }, pigment) => {
  const at = y + height * sheet.random.between(0.5, 0.64);
  sheet.paint(rect(x, at, width, height), field(sheet, pigment, folds));
  sheet.seam(d`M${x} ${at}h${width}`);
};

/** Everything the shop's weavers do. */
export const WEAVES: readonly Kind<Pattern>[] = [
  [plain, "face"],
  [bands, "bath guest"],
  [stripes, "butchers sailors porch"],
  [check, "twill check"],
  [threeBars, "lake"],
  [borders, "sofa glass"],
  [dots],
  [half],
];
