import type { DrawForm } from "../form.ts";
import { circle, count, d, ellipse, path, rect } from "../geometry.ts";
import { turn } from "../lathe.ts";
import { cordLoop } from "../parts.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import { type Profile, turning } from "../profile.ts";
import type { Kind } from "../random.ts";
import { LYING } from "../shading.ts";
import type { Sheet } from "../sheet.ts";
import { bristles, skirt } from "./bristles.ts";

type Head = (sheet: Sheet, wood: Pigment, rim: Pigment) => void;

const hand: Head = (sheet, wood, rim) => {
  sheet.seam("M300 584L270 730H530L500 584");
  bristles(sheet, skirt(sheet, [300, 500, 578], [266, 534, 730]));
  sheet.body(rect(282, 522, 236, 66, 22), sheet.gradient(wood, LYING, "down"));
  sheet.line("M290 571H510", hex(rim), 9);
};

const narrow: Head = (sheet, wood, rim) => {
  sheet.seam("M344 604L330 770H470L456 604");
  bristles(sheet, skirt(sheet, [344, 456, 590], [330, 470, 768]));
  sheet.body(path("M388 500H412Q470 530 470 590Q470 606 454 606H346Q330 606 330 590Q330 530 388 500Z"), sheet.gradient(wood));
  sheet.line("M340 592H460", hex(rim), 9);
};

const dish: Head = (sheet, wood, rim) => {
  sheet.body(circle(400, 630, 112), sheet.gradient(wood));
  const strokes = count(84).map(() => {
    const [angle, far] = [sheet.random.between(0, 6.28), Math.sqrt(sheet.random.between(0, 1)) * 116];
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    return d`M${400 + far * 0.72 * x} ${630 + far * 0.72 * y}L${400 + far * 1.12 * x} ${638 + far * 1.12 * y}`;
  });
  bristles(sheet, strokes);
  sheet.line("M288 634a112 112 0 1 0 224 0a112 112 0 1 0 -224 0Z", hex(rim), 9);
};

const bath: Head = (sheet, wood, rim) => {
  sheet.body(ellipse(400, 650, 84, 146), sheet.gradient(wood));
  const strokes = count(76).map(() => {
    const [angle, far] = [sheet.random.between(0, 6.28), Math.sqrt(sheet.random.between(0, 1))];
    const [x, y] = [400 + far * 66 * Math.cos(angle), 652 + far * 124 * Math.sin(angle)];
    return d`M${x} ${y}l${(x - 400) * 0.18} ${8 + (y - 650) * 0.12}`;
  });
  bristles(sheet, strokes, PIGMENTS.oat);
  sheet.line("M316 650a84 146 0 1 0 168 0a84 146 0 1 0 -168 0Z", hex(rim), 8);
};

const bottle: Head = (sheet, _wood, rim) => {
  sheet.line("M400 470V790", hex(PIGMENTS.steel, -0.2), 8);
  const strokes = count(34).flatMap((i) => {
    const [y, reach] = [540 + i * 7, 48 + 14 * Math.sin((i / 33) * Math.PI)];
    return [d`M400 ${y}l${-reach} ${9 + sheet.random.between(-3, 3)}`, d`M400 ${y}l${reach} ${9 + sheet.random.between(-3, 3)}`];
  });
  sheet.seam("M348 540Q326 660 348 784M452 540Q474 660 452 784");
  bristles(sheet, strokes, rim);
};

const HEADS: readonly Kind<Head>[] = [
  [hand, "broom"],
  [dish, "dish"],
  [bath, "bath shoe"],
  [bottle, "bottle"],
  [narrow, "vegetable nail"],
];

const GRIPS: readonly Profile[] = [
  turning`15 130, 22 190, 14 330, 16 480, 30 534`,
  turning`18 150, 20 240, 17 400, 26 534`,
  turning`24 140, 26 176, 12 240, 15 460, 26 534`,
];

/** A brush hanging by its loop. */
export const brush: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const head = random.kind(HEADS);
  const wood = random.pick([PIGMENTS.oak, PIGMENTS.beech, body, body]);
  const grip = random.pick(GRIPS);
  sheet.onWall(() => {
    turn(sheet, 400, grip, wood, { tilt: 0.2, sheen: 0.2, foot: 2 });
    head(sheet, wood, rim);
    sheet.body(circle(400, 162, 7), hex(PIGMENTS.walnut, -0.2));
  });
  cordLoop(sheet, 400, 162, 84, rim, true);
  return { measured: { left: 282, right: 518, top: 130, bottom: 760 }, peak: 70, focus: [410, 580], zoom: 0.4 };
};
