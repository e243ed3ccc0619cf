import { decorate } from "../decoration.ts";
import type { DrawForm } from "../form.ts";
import { count, d, path, rect } from "../geometry.ts";
import { turn } from "../lathe.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import { mouthOf, type Profile, turning, widestOf } from "../profile.ts";
import { FLAT, type Stops } from "../shading.ts";
import type { Sheet } from "../sheet.ts";

const FACETED: Stops = [
  [0, 0.04],
  [0.34, 0.04],
  [0.35, -0.02],
  [0.68, -0.02],
  [0.69, -0.1],
  [1, -0.1],
];

const POTS: readonly Profile[] = [
  turning`112 560, 110 680, 104 800`,
  turning`104 576, 104 700, 102 800`,
  turning`112 560, 104 640, 118 740, 104 800`,
  turning`100 580, 126 680, 120 760, 96 800`,
];

type Tool = (sheet: Sheet, pigment: Pigment, top: number) => void;

// A tool stands upright on x = 0 with its top at `top`.
const pencil: Tool = (sheet, pigment, top) => {
  sheet.body(rect(-11, top, 22, 330), sheet.gradient(pigment, FACETED));
  sheet.body(path(d`M-11 ${top}l11 -46l11 46Z`), sheet.gradient(PIGMENTS.beech, FLAT));
  sheet.paint(path(d`M-4 ${top - 29}l4 -17l4 17Z`), hex(pigment, -0.1));
};
const rubberEnd: Tool = (sheet, pigment, top) => {
  sheet.body(rect(-11, top - 38, 22, 26, 7), hex(PIGMENTS.rose));
  sheet.body(rect(-12, top - 18, 24, 22), sheet.gradient(PIGMENTS.brass));
  sheet.body(rect(-11, top + 4, 22, 330), sheet.gradient(pigment, FACETED));
};
const ruler: Tool = (sheet, _pigment, top) => {
  sheet.body(rect(-20, top - 70, 40, 400, 3), sheet.gradient(PIGMENTS.beech, FLAT));
  sheet.line(
    count(14)
      .map((i) => d`M20 ${top - 58 + i * 17}h${i % 5 ? -11 : -18}`)
      .join(""),
    hex(PIGMENTS.walnut),
    3,
  );
};
const brush: Tool = (sheet, pigment, top) => {
  sheet.body(
    path(d`M-11 ${top - 12}C-20 ${top - 50} -6 ${top - 74} 0 ${top - 96}C6 ${top - 74} 20 ${top - 50} 11 ${top - 12}Z`),
    sheet.gradient(PIGMENTS.walnut),
  );
  sheet.body(rect(-11, top - 16, 22, 44, 2), sheet.gradient(PIGMENTS.steel));
  sheet.body(rect(-9, top + 28, 18, 310), sheet.gradient(pigment));
};

/** Pencils and their neighbours in a pot. */
export const pencils: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const pigments = [body, PIGMENTS.butter, rim, PIGMENTS.tomato, PIGMENTS.pine, PIGMENTS.sky];
  const number = 6;
  const tools = random.kind<readonly Tool[]>([
    [[pencil, pencil, rubberEnd, ruler, brush], "pot"],
    [[pencil], "drawing"],
    [[pencil, pencil, rubberEnd]],
  ]);
  const start = random.pick([0, 1, 2, 3, 4, 5]);
  const pot = random.pick(POTS);
  const y = mouthOf(pot)[1];
  const potPigment = random.chance(0.5) || body === PIGMENTS.white ? rim : body;
  sheet.shadow(400, 800, 110);
  for (const i of count(number)) {
    const spread = (i - (number - 1) / 2) / (number - 1);
    const tool = random.pick(tools);
    const [lean, drop] = [spread * 27 + random.between(-2, 2), random.between(310, 410)];
    sheet.moved(d`rotate(${lean} 400 780) translate(${400 + spread * 140} 0)`, () =>
      tool(sheet, pigments[(i + start) % 6] as Pigment, drop),
    );
  }
  const edge = potPigment === rim ? body : rim;
  const turned = turn(sheet, 400, pot, potPigment, { rim: edge, sheen: 0.3, foot: 8 });
  decorate(random.pick(["plain", "plain", "band", "ribs", "speckle", "dip"]), sheet, turned, edge, y + 16, 800);
  const widest = widestOf(pot);
  return {
    measured: { left: 400 - widest, right: 400 + widest, top: y, bottom: 810 },
    round: true,
    reach: 276,
    peak: 280,
    focus: [410, y - 60],
    zoom: 0.5,
  };
};
