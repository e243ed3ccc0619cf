import type { DrawForm } from "../form.ts";
import { circle, count, d, path, rect } from "../geometry.ts";
import { band, turn } from "../lathe.ts";
import { cordLoop } from "../parts.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import { type Profile, turning } from "../profile.ts";
import type { Kind } from "../random.ts";
import type { Stops } from "../shading.ts";
import { FLAT } from "../shading.ts";
import type { Sheet } from "../sheet.ts";

type Head = (sheet: Sheet, pigment: Pigment) => void;

const CREASED: Stops = [
  [0, 0.02],
  [0.3, 0.07],
  [0.49, -0.01],
  [0.51, -0.09],
  [1, -0.02],
];

const BROAD = "M400 492C476 504 486 556 478 636C470 716 432 774 400 806C368 774 330 716 322 636C314 556 324 504 400 492Z";
const NARROW = "M400 496C446 506 448 560 444 650C442 730 420 780 400 812C380 780 358 730 356 650C352 560 354 506 400 496Z";
const SPADE = "M322 530Q322 512 342 510H458Q478 512 478 530V690C474 756 430 790 400 798C370 790 326 756 322 690Z";

const bladed =
  (outline: string): Head =>
  (sheet, pigment) =>
    sheet.body(path(outline), sheet.gradient(pigment, CREASED));

const fork: Head = (sheet, pigment) => {
  const tines = count(3).map((i) => 340 + i * 60);
  for (const x of tines) sheet.body(path(d`M${x - 11} 556L${x - 8} 758Q${x} 800 ${x + 8} 758L${x + 11} 556Z`), sheet.gradient(pigment));
  sheet.body(
    path("M329 600C324 534 352 514 400 504C448 514 476 534 471 600H449C449 566 438 556 411 554V600H389V554C362 556 351 566 351 600Z"),
    sheet.gradient(pigment),
  );
};

const claw: Head = (sheet, pigment) => {
  for (const side of [-1, 0, 1]) {
    const x = 400 + side * 74;
    sheet.tube(d`M400 486C${400 + side * 20} 540 ${x} 540 ${x} 610V690C${x} 742 ${x + 4} 752 ${x + 26} 768`, pigment, 17);
  }
};

const hoe: Head = (sheet, pigment) => {
  sheet.tube("M400 470V650", PIGMENTS.steel, 15);
  sheet.body(path("M300 646Q400 628 500 646L478 760Q400 778 322 760Z"), sheet.gradient(pigment, FLAT));
};

const weeder: Head = (sheet, pigment) => {
  sheet.body(path("M386 480H414V720L432 800L400 760L368 800L386 720Z"), sheet.gradient(pigment, CREASED));
};

const HEADS: readonly Kind<Head>[] = [
  [fork, "fork"],
  [bladed(NARROW), "narrow long trowel"],
  [bladed(SPADE), "scoop trowel"],
  [bladed(BROAD), "trowel"],
  [claw, "cultivator claw"],
  [hoe, "hoe"],
  [weeder, "weeder"],
];

const GRIPS: readonly Profile[] = [
  turning`15 140, 27 190, 20 300, 25 390, 18 420`,
  turning`18 136, 24 160, 19 260, 22 360, 17 420`,
  turning`22 132, 30 158, 17 220, 24 330, 16 420`,
];

/** A hand tool hanging by its loop. */
export const trowel: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const head = random.kind(HEADS);
  const grip = random.pick(GRIPS);
  const wood = random.pick([PIGMENTS.oak, PIGMENTS.beech, PIGMENTS.walnut]);
  const dipped = random.chance(0.4);
  sheet.onWall(() => {
    sheet.body(rect(391, 426, 18, 96, 4), sheet.gradient(PIGMENTS.steel));
    head(sheet, body);
    const turned = turn(sheet, 400, grip, wood, { tilt: 0.2, sheen: 0.2, foot: 3 });
    if (dipped) sheet.within(turned.outline, () => sheet.paint(rect(360, 120, 80, 84), sheet.gradient(rim)));
    band(sheet, turned, 392, 26, PIGMENTS.brass);
    sheet.body(circle(400, 166, 7), hex(PIGMENTS.walnut, -0.2));
  });
  cordLoop(sheet, 400, 166, 80, rim, true);
  return { measured: { left: 320, right: 480, top: 140, bottom: 806 }, peak: 80, focus: [400, 470], zoom: 0.4 };
};
