import { decorate } from "../decoration.ts";
import type { DrawForm } from "../form.ts";
import { count, d, ellipse, path, rect } from "../geometry.ts";
import { turn } from "../lathe.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import { mouthOf, type Profile, turning, widestOf } from "../profile.ts";
import { FLAT } from "../shading.ts";
import type { Sheet } from "../sheet.ts";

type Head = (sheet: Sheet, wood: Pigment) => void;

// Heads sit on a handle whose top is at (0, 330).
const spoon: Head = (sheet, wood) => {
  sheet.body(ellipse(0, 270, 43, 66), sheet.gradient(wood));
  sheet.paint(ellipse(3, 266, 30, 50), hex(wood, -0.07), 'opacity=".7"');
};
const turner: Head = (sheet, wood) => {
  sheet.body(path("M-36 222Q0 196 38 216L27 344Q0 366 -26 346Z"), sheet.gradient(wood));
};
const slotted: Head = (sheet, wood) => {
  turner(sheet, wood);
  sheet.line("M-12 240L-9 320M14 236L10 320", hex(wood, -0.24), 8);
};
const fork: Head = (sheet, wood) => {
  sheet.body(
    path("M-34 210Q-30 202 -24 210L-20 268H-8L-6 204Q0 196 6 204L8 268H20L24 210Q30 202 34 210V300Q30 344 0 352Q-30 344 -34 300Z"),
    sheet.gradient(wood),
  );
};
const whisk: Head = (sheet) => {
  const wires = [44, 24, 0].map((x) => d`M-6 344C${-x * 1.5} 290 ${-x} 196 0 196C${x} 196 ${x * 1.5} 290 6 344`);
  sheet.line(wires.join(""), hex(PIGMENTS.steel, -0.14), 5);
};
const masher: Head = (sheet, wood) => {
  sheet.body(rect(-34, 214, 68, 112, 26), sheet.gradient(wood));
  sheet.stroke("M-32 250H32M-32 268H32", hex(wood, -0.12), 4);
};

const HEADS = [spoon, turner, slotted, fork, whisk, masher];

const CROCKS: readonly Profile[] = [
  turning`110 548, 121 630, 118 760, 104 800`,
  turning`118 556, 116 680, 112 800`,
  turning`104 540, 132 640, 128 730, 92 800`,
  turning`124 570, 108 700, 98 800`,
];

/** Kitchen tools standing in a crock. */
export const spoons: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const number = 4;
  const first = random.pick(count(6));
  const crock = random.pick(CROCKS);
  sheet.shadow(400, 800, 112);
  for (const i of count(number)) {
    const lean = (i - (number - 1) / 2) * (36 / number) + random.between(-1.5, 1.5);
    const wood = [PIGMENTS.oak, PIGMENTS.walnut, PIGMENTS.beech][(i + first) % 3] as Pigment;
    const drop = random.between(-14, 22);
    sheet.moved(d`rotate(${lean} 400 760) translate(${400 + (i - (number - 1) / 2) * 24} ${drop})`, () => {
      sheet.body(rect(-9, 330, 18, 310, 6), sheet.gradient(wood, FLAT));
      (HEADS[(i * 5 + first) % 6] as Head)(sheet, wood);
    });
  }
  const turned = turn(sheet, 400, crock, body, { rim, rimWidth: 10, foot: 12, sheen: 0.28 });
  const y = mouthOf(crock)[1];
  decorate(random.pick(["plain", "plain", "band", "dip", "speckle", "ribs", "dots"]), sheet, turned, rim, y + 14, 800);
  const widest = widestOf(crock);
  return {
    measured: { left: 400 - widest, right: 400 + widest, top: y, bottom: 812 },
    round: true,
    reach: 290,
    peak: 190,
    focus: [420, y - 60],
    zoom: 0.48,
  };
};
