import type { DrawForm, Facts, Pair } from "../form.ts";
import { circle, count, d, path, rect } from "../geometry.ts";
import { turn } from "../lathe.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import { mouthOf, type Profile, turning } from "../profile.ts";
import { LYING } from "../shading.ts";
import type { Sheet } from "../sheet.ts";

type Kind = (sheet: Sheet, pair: Pair) => Facts;

const BOTTLES: readonly Profile[] = [
  turning`36 460, 37 492, 104 556, 109 680, 107 800`,
  turning`40 470, 44 496, 98 520, 100 660, 98 800`,
  turning`34 450, 38 500, 84 600, 116 730, 100 800`,
];

const bottle: Kind = (sheet, { body, rim }) => {
  const { random } = sheet;
  const profile = random.pick(BOTTLES);
  const [neck, y] = mouthOf(profile);
  const cap = random.pick([PIGMENTS.ink, PIGMENTS.ink, PIGMENTS.brass, PIGMENTS.steel]);
  sheet.shadow(400, 800, 100);
  sheet.body(
    path(
      d`M344 ${y - 82}H432Q448 ${y - 82} 448 ${y - 64}V${y - 50}H404V${y - 58}H354Q332 ${y - 58} 322 ${y - 34}L308 ${y - 42}Q320 ${y - 82} 344 ${y - 82}Z`,
    ),
    sheet.gradient(cap),
  );
  sheet.body(rect(389, y - 56, 22, 50, 4), sheet.gradient(cap));
  turn(sheet, 400, turning`${neck + 3} ${y - 14}, ${neck + 4} ${y + 16}`, cap, { sheen: 0.2, foot: 2 });
  turn(sheet, 400, profile, body, { sheen: 0.3, foot: 12 });
  const [top, tall] = [random.between(610, 640), random.between(96, 126)];
  sheet.paint(rect(326, top, 148, tall, 4), hex(PIGMENTS.paper));
  sheet.paint(rect(326, top, 148, random.pick([14, 34]), 4), hex(rim));
  sheet.seam(d`M326 ${top}h148v${tall}h-148Z`);
  sheet.stroke(d`M350 ${top + 56}h100M350 ${top + 78}h66`, hex(PIGMENTS.ink, 0.15), 5);
  return { measured: { left: 292, right: 508, top: y - 82, bottom: 812 }, reach: 290, focus: [420, y + 30], zoom: 0.5 };
};

const bars: Kind = (sheet, { body, rim }) => {
  const { random } = sheet;
  const pigments = [body, rim, PIGMENTS.white] as const;
  const number = random.pick([2, 3, 3]);
  const tied = random.chance(0.4);
  sheet.shadow(400, 800, 190, 0.08);
  for (const i of count(number)) {
    const [y, x, w] = [800 - i * 92, 240 + i * 14 + random.between(-8, 8), 320 - i * 28];
    const outline = rect(x, y - 90, w, 90, 24);
    sheet.body(outline, sheet.gradient(pigments[i] as Pigment, LYING, "down"));
    if (!tied) wrapper(sheet, x + 90 - i * 6, y, 140 - i * 12, i === 1 ? PIGMENTS.oat : PIGMENTS.paper);
    else sheet.stroke(d`M${x + 40} ${y - 45}h${w - 80}`, hex(pigments[i] as Pigment, -0.08), 4);
  }
  const top = 800 - number * 92;
  if (tied) {
    sheet.line(d`M400 ${top + 2}V798`, hex(PIGMENTS.straw, -0.2), 8);
    sheet.line(
      d`M400 ${top + 2}c-70 -46 -84 6 0 0c70 -46 84 6 0 0M400 ${top + 2}l-34 30M400 ${top + 2}l36 28`,
      hex(PIGMENTS.straw, -0.2),
      6,
    );
  }
  return { measured: { left: 240, right: 560, top, bottom: 800 }, focus: [450, top + 60], zoom: 0.5 };
};

const onDish: Kind = (sheet, { body, rim }) => {
  const { random } = sheet;
  const bar = random.pick([PIGMENTS.oat, PIGMENTS.sage, PIGMENTS.butter, PIGMENTS.rose]);
  sheet.shadow(400, 804, 200, 0.1);
  turn(sheet, 400, turning`200 742, 176 776, 120 804`, body, { top: body, rim, rimWidth: 9, sheen: 0.2, foot: 4 });
  const outline = path("M276 700C276 650 330 640 400 640C470 640 524 650 524 700C524 742 470 752 400 752C330 752 276 742 276 700Z");
  sheet.body(outline, sheet.gradient(bar, LYING, "down"));
  sheet.line(
    "M338 694C338 676 366 672 400 672C434 672 462 676 462 694C462 712 434 716 400 716C366 716 338 712 338 694Z",
    hex(bar, -0.1),
    5,
  );
  const froth = count(5).map((i) => [470 + i * 17, 742 - (i % 2) * 13, 9 + (i % 3) * 5] as const);
  if (random.chance(0.6)) for (const [x, y, r] of froth) sheet.paint(circle(x, y, r), "#fff", 'opacity=".75"');
  return { measured: { left: 200, right: 600, top: 640, bottom: 812 }, focus: [470, 700], zoom: 0.5 };
};

/** Soap: a pump bottle, wrapped bars in a stack, or one bar on its dish. */
export const soap: DrawForm = (sheet, pair) =>
  sheet.random.kind([[onDish, "guest shaving"], [bars, "soap"], [bottle], [bottle], [bars], [onDish]])(sheet, pair);

function wrapper(sheet: Sheet, x: number, y: number, w: number, paper: Pigment): void {
  sheet.paint(rect(x, y - 90, w, 90), sheet.gradient(paper, LYING, "down"));
  sheet.seam(d`M${x} ${y - 90}v90M${x + w} ${y - 90}v90`);
  sheet.stroke(d`M${x + 26} ${y - 56}h${w * 0.6}M${x + 26} ${y - 34}h${w * 0.34}`, hex(PIGMENTS.ink, 0.15), 4);
}
