import { decorate } from "../decoration.ts";
import type { DrawForm, Facts, Pair } from "../form.ts";
import { circle, d, path, rect } from "../geometry.ts";
import { turn } from "../lathe.ts";
import { hex, PIGMENTS } from "../pigments.ts";
import { turning } from "../profile.ts";
import { FLAT } from "../shading.ts";
import type { Sheet } from "../sheet.ts";

type Kind = (sheet: Sheet, pair: Pair) => Facts;

const vacuum: Kind = (sheet, { body, rim }) => {
  const { random } = sheet;
  const radius = random.between(92, 110);
  const shoulder = random.between(384, 430);
  const cup = random.pick([PIGMENTS.steel, PIGMENTS.steel, rim]);
  sheet.shadow(400, 800, radius);
  if (random.chance(0.65)) sheet.tube(d`M${390 + radius} 480C${480 + radius} 476 ${480 + radius} 656 ${388 + radius} 652`, rim, 22);
  const turned = turn(sheet, 400, turning`${radius - 14} ${shoulder}, ${radius} ${shoulder + 38}, ${radius} 620, ${radius - 2} 800`, body, {
    foot: 12,
  });
  turn(sheet, 400, turning`${radius - 28} ${shoulder - 36}, ${radius - 10} ${shoulder + 2}`, PIGMENTS.steel, { sheen: 0.2, foot: 4 });
  turn(sheet, 400, turning`${radius - 36} ${shoulder - 144}, ${radius - 28} ${shoulder - 110}, ${radius - 26} ${shoulder - 28}`, cup, {
    top: cup,
    sheen: 0.4,
    foot: 4,
  });
  decorate(random.pick(["band", "twin", "twin", "dip", "plain"]), sheet, turned, rim, shoulder + 60, 800);
  return {
    measured: { left: 400 - radius, right: 400 + radius, top: shoulder - 148, bottom: 812 },
    round: true,
    focus: [420, shoulder - 10],
    zoom: 0.46,
  };
};

const bottle: Kind = (sheet, { body, rim }) => {
  const { random } = sheet;
  const y = random.between(330, 390);
  sheet.shadow(400, 800, 92);
  const turned = turn(sheet, 400, turning`50 ${y}, 52 ${y + 24}, 92 ${y + 96}, 97 ${y + 180}, 95 800`, body, { foot: 14 });
  turn(sheet, 400, turning`50 ${y - 66}, 54 ${y - 50}, 54 ${y + 2}`, rim, { top: rim, sheen: 0.25, foot: 4 });
  sheet.line(d`M372 ${y - 66}C366 ${y - 128} 434 ${y - 128} 428 ${y - 66}`, hex(rim, -0.06), 13);
  decorate(random.pick(["plain", "speckle", "dip", "band", "twin"]), sheet, turned, rim, y + 130, 800);
  return { measured: { left: 303, right: 497, top: y - 110, bottom: 812 }, round: true, focus: [420, y + 40], zoom: 0.46 };
};

const lunch: Kind = (sheet, { body, rim }) => {
  const { random } = sheet;
  const y = random.between(540, 580);
  sheet.shadow(400, 800, 130);
  const clasped = random.chance(0.5);
  const turned = turn(sheet, 400, turning`134 ${y}, 140 ${y + 100}, 132 800`, body, { foot: 14 });
  decorate(random.pick(["plain", "band", "speckle"]), sheet, turned, rim, y + 40, 800);
  turn(sheet, 400, turning`104 ${y - 74}, 134 ${y - 56}, 138 ${y + 2}`, rim, { top: rim, sheen: 0.3, foot: 4 });
  sheet.tube(d`M306 ${y - 60}C300 ${y - 210} 500 ${y - 210} 494 ${y - 60}`, PIGMENTS.steel, 12);
  if (clasped) for (const x of [300, 484]) sheet.body(rect(x, y - 26, 18, 60, 5), sheet.gradient(PIGMENTS.brass));
  return { measured: { left: 260, right: 540, top: y - 78, bottom: 814 }, round: true, peak: y - 180, focus: [440, y - 10], zoom: 0.46 };
};

const canteen: Kind = (sheet, { body, rim }) => {
  const { random } = sheet;
  const cy = random.between(606, 626);
  sheet.shadow(400, 800, 110, 0.1);
  sheet.line(d`M250 ${cy - 70}C210 290 590 290 550 ${cy - 70}`, hex(rim), 15);
  turn(sheet, 400, turning`34 ${cy - 236}, 38 ${cy - 160}`, PIGMENTS.steel, { top: PIGMENTS.steel, sheen: 0.3, foot: 2 });
  const outline = circle(400, cy, 800 - cy + 6);
  sheet.body(outline, sheet.gradient(body));
  sheet.paint(circle(396, cy - 4, 132), sheet.gradient(body, FLAT));
  if (random.chance(0.6)) sheet.line(d`M268 ${cy - 4}a132 132 0 1 0 264 0a132 132 0 1 0 -264 0Z`, hex(rim), 8);
  const strap = path(d`M236 ${cy - 20}H564V${cy + 26}H236Z`);
  sheet.within(outline, () => sheet.paint(strap, hex(rim)));
  sheet.seam(d`M220 ${cy - 20}H580M220 ${cy + 26}H580`);
  sheet.body(rect(374, cy - 30, 52, 66, 8), "none", `stroke="${hex(PIGMENTS.brass)}" stroke-width="9"`);
  const r = 806 - cy;
  return { measured: { left: 400 - r, right: 400 + r, top: cy - 236, bottom: 806 }, peak: cy - 250, focus: [430, cy - 120], zoom: 0.46 };
};

/** Something to carry a drink or a meal in. */
export const flask: DrawForm = (sheet, pair) =>
  sheet.random.kind([[vacuum, "site walkers table"], [bottle, "school"], [vacuum], [bottle], [lunch], [canteen]])(sheet, pair);
