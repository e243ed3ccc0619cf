import { WEAVES } from "../cloth/weave.ts";
import type { DrawForm, Facts, Pair } from "../form.ts";
import { circle, d, path, rect } from "../geometry.ts";
import { turn } from "../lathe.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import { turning } from "../profile.ts";
import { FLAT } from "../shading.ts";
import type { Sheet } from "../sheet.ts";

type Kind = (sheet: Sheet, pair: Pair) => Facts;

const woodOf = (sheet: Sheet): Pigment => sheet.random.pick([PIGMENTS.oak, PIGMENTS.oak, PIGMENTS.beech, PIGMENTS.walnut]);

const canvas: Kind = (sheet, { body, rim }) => {
  const { random } = sheet;
  const wood = woodOf(sheet);
  const sag = random.between(540, 566);
  sheet.shadow(400, 800, 200, 0.06);
  sheet.tube("M272 494L512 792", wood, 25);
  sheet.tube("M528 494L288 792", wood, 25);
  sheet.body(circle(400, 653, 10), hex(PIGMENTS.brass));
  const seat = path(d`M218 470Q400 ${sag} 582 470L590 510Q400 ${sag + 46} 210 510Z`);
  sheet.body(seat, sheet.gradient(body));
  const striped = random.chance(0.5);
  if (striped)
    sheet.within(seat, () =>
      sheet.line("M250 440V620M300 440V620M350 440V620M400 440V620M450 440V620M500 440V620M550 440V620", hex(rim), 13),
    );
  else sheet.stroke(d`M222 504Q400 ${sag + 36} 578 504`, hex(rim), 6);
  for (const x of [202, 566]) sheet.body(rect(x, 456, 32, 58, 12), sheet.gradient(wood));
  return { measured: { left: 202, right: 598, top: 456, bottom: 804 }, focus: [490, 530], zoom: 0.62 };
};

const milking: Kind = (sheet, { body, rim }) => {
  const { random } = sheet;
  const wood = woodOf(sheet);
  const [radius, y] = [random.between(150, 186), random.between(456, 520)];
  sheet.shadow(400, 800, radius, 0.08);
  for (const side of [0, -1, 1])
    leg(sheet, 400 + side * radius * 0.56, y + 30, 400 + side * (radius * 0.56 + 56), side === 0 ? 782 : 802, wood);
  if (random.chance(0.5)) sheet.tube(d`M${400 - radius * 0.74} ${y + 190}H${400 + radius * 0.74}`, wood, 13);
  turn(sheet, 400, turning`${radius} ${y}, ${radius + 2} ${y + 22}, ${radius - 12} ${y + 42}`, body, {
    top: body,
    sheen: 0.12,
    foot: 4,
    rim: random.chance(0.5) ? rim : undefined,
    rimWidth: 6,
  });
  return {
    measured: { left: 400 - radius, right: 400 + radius, top: y - radius * 0.13, bottom: 804 },
    round: true,
    focus: [470, y + 50],
    zoom: 0.46,
  };
};

const steps: Kind = (sheet, { body, rim }) => {
  const wood = woodOf(sheet);
  sheet.shadow(400, 800, 210, 0.06);
  sheet.body(path("M262 470H300L286 802H244Z"), sheet.gradient(wood, FLAT));
  sheet.body(path("M500 470H538L556 802H514Z"), sheet.gradient(wood, FLAT));
  sheet.body(rect(244, 452, 312, 30, 8), sheet.gradient(body));
  sheet.body(rect(216, 630, 368, 30, 8), sheet.gradient(sheet.random.pick([body, rim])));
  sheet.body(path("M226 660H256L240 802H206Z"), sheet.gradient(wood, FLAT));
  sheet.body(path("M544 660H574L594 802H560Z"), sheet.gradient(wood, FLAT));
  sheet.body(rect(350, 462, 100, 12, 6), hex(body, -0.24));
  return { measured: { left: 206, right: 594, top: 452, bottom: 802 }, focus: [480, 540], zoom: 0.5 };
};

const padded: Kind = (sheet, { body, rim }) => {
  const { random } = sheet;
  const wood = woodOf(sheet);
  sheet.shadow(400, 800, 190, 0.08);
  for (const side of [-1, 1]) leg(sheet, 400 + side * 60, 560, 400 + side * 96, 784, wood);
  for (const side of [-1, 1]) leg(sheet, 400 + side * 150, 560, 400 + side * 178, 804, wood);
  sheet.body(rect(232, 552, 336, 26, 6), sheet.gradient(wood));
  const seat = path("M222 530C222 476 250 462 400 462C550 462 578 476 578 530Q578 556 552 556H248Q222 556 222 530Z");
  const weave = random.kind(WEAVES);
  sheet.body(seat, sheet.gradient(body));
  sheet.within(seat, () => weave(sheet, { x: 216, y: 452, width: 368, height: 110 }, rim));
  return { measured: { left: 218, right: 582, top: 462, bottom: 804 }, focus: [500, 520], zoom: 0.46 };
};

/** A stool: folding canvas, round on three legs, a step, or padded. */
export const stool: DrawForm = (sheet, pair) => sheet.random.kind([[canvas, "folding anglers"], [milking], [steps], [padded]])(sheet, pair);

function leg(sheet: Sheet, x: number, y: number, footX: number, footY: number, wood: Pigment): void {
  sheet.body(path(d`M${x - 14} ${y}H${x + 14}L${footX + 9} ${footY}Q${footX} ${footY + 4} ${footX - 9} ${footY}Z`), sheet.gradient(wood));
}
