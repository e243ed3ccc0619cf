import type { DrawForm } from "../form.ts";
import { count, d } from "../geometry.ts";
import { band, TILT, turn } from "../lathe.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import { footOf, mouthOf, type Profile, turning, widestOf } from "../profile.ts";
import type { Kind } from "../random.ts";
import type { Sheet } from "../sheet.ts";
import { blown, filling } from "./blown.ts";

type Shape = (r: number, y: number) => Profile;

const SHOULDERED: Shape = (r, y) =>
  turning`${r * 0.84} ${y}, ${r * 0.86} ${y + 20}, ${r} ${y + 58}, ${r} ${y + 110}, ${r} 780, ${r * 0.95} 800`;
const STRAIGHT: Shape = (r, y) => turning`${r} ${y}, ${r} ${y + 100}, ${r * 0.97} 800`;
const ROUND: Shape = (r, y) => turning`${r * 0.8} ${y}, ${r * 0.84} ${y + 22}, ${r * 1.08} ${y + 104}, ${r * 1.08} 720, ${r * 0.9} 800`;
const TAPERED: Shape = (r, y) => turning`${r * 0.9} ${y}, ${r * 0.92} ${y + 30}, ${r * 1.08} 770, ${r * 1.04} 800`;

/** A storage jar with something in it, under a lid of cork, wood, metal or glass. */
export const jar: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const [height, r] = [random.between(250, 400), random.between(116, 150)];
  const y = 800 - height;
  const profile = random.kind([
    [SHOULDERED, "flour coffee rice"],
    [SHOULDERED],
    [STRAIGHT, "lentil muesli spice"],
    [ROUND, "dogs tea sugar"],
    [TAPERED, "button rusk"],
  ])(r, y);
  const inside = footOf(profile)[0] * 0.93;
  const belly = widestOf(profile) * 0.92;
  const level = y + height * random.between(0.32, 0.56);
  const held = random.kind<Pigment>(CONTENTS);
  sheet.shadow(400, 800, r);
  const contents = filling(sheet, 400, turning`${belly} ${level}, ${belly} ${(level + 780) / 2}, ${inside} 790`, held);
  if (random.kind([[true], [true, "coffee lentil dogs muesli button rice rusk"], [false, "flour sugar tea spice"]]))
    sheet.within(contents.outline, () => grains(sheet, level, belly, held));
  const glass = blown(sheet, 400, profile, random.pick([PIGMENTS.sky, PIGMENTS.sky, PIGMENTS.sage]));
  if (random.chance(0.35)) band(sheet, glass, y + height * 0.62, 44, PIGMENTS.paper);
  const mouth = mouthOf(profile)[0];
  random.kind([[cork, "jar"], [metal], [glassStopper], [painted]])(sheet, mouth, y, body, rim);
  return {
    measured: { left: 400 - r, right: 400 + r, top: y - 50, bottom: 810 },
    round: true,
    reach: 400 - r * 1.1,
    focus: [400 + r * 0.4, y + 40],
    zoom: 0.48,
  };
};

const CONTENTS: readonly Kind<Pigment>[] = [
  [PIGMENTS.straw, "rusk"],
  [PIGMENTS.clay, "dogs lentil"],
  [PIGMENTS.oat, "flour muesli"],
  [PIGMENTS.butter],
  [PIGMENTS.walnut, "coffee"],
  [PIGMENTS.tomato, "spice button"],
  [PIGMENTS.sage, "tea"],
  [PIGMENTS.linen, "sugar rice"],
];

type Lid = (sheet: Sheet, mouth: number, y: number, body: Pigment, rim: Pigment) => void;

const cork: Lid = (sheet, mouth, y) => {
  turn(sheet, 400, turning`${mouth * 0.95} ${y - 50}, ${mouth} ${y + 10}`, PIGMENTS.oak, { top: PIGMENTS.oak, sheen: 0.12, foot: 2 });
};
const metal: Lid = (sheet, mouth, y, _body, rim) => {
  turn(sheet, 400, turning`${mouth * 1.04} ${y - 34}, ${mouth * 1.06} ${y + 18}`, PIGMENTS.steel, {
    top: PIGMENTS.steel,
    sheen: 0.4,
    foot: 2,
  });
  sheet.stroke(d`M${400 - mouth * 1.06} ${y + 4}a${mouth * 1.06} ${mouth * TILT} 0 0 0 ${mouth * 2.12} 0`, hex(rim), 10);
};
const painted: Lid = (sheet, mouth, y, body, rim) => {
  turn(sheet, 400, turning`${mouth * 1.02} ${y - 44}, ${mouth * 1.05} ${y + 10}`, body, {
    top: body,
    rim,
    rimWidth: 6,
    sheen: 0.25,
    foot: 3,
  });
};
const glassStopper: Lid = (sheet, mouth, y) => {
  turn(sheet, 400, turning`${mouth} ${y - 6}, ${mouth} ${y + 16}`, PIGMENTS.clay, { sheen: 0.1, foot: 2 });
  blown(
    sheet,
    400,
    turning`${mouth * 0.2} ${y - 64}, ${mouth * 0.26} ${y - 46}, ${mouth * 0.7} ${y - 32}, ${mouth * 1.06} ${y - 6}`,
    PIGMENTS.sky,
    { sheen: 0.3 },
  );
};

/** Beans or pasta: short strokes lying any way. */
function grains(sheet: Sheet, level: number, belly: number, held: Pigment): void {
  const { random } = sheet;
  const size = random.between(8, 20);
  const one = () =>
    d`M${400 + random.between(-belly, belly)} ${random.between(level + 18, 796)}l${random.between(-size, size)} ${random.between(-size, size)}`;
  sheet.stroke(count(28).map(one).join(""), hex(held, -0.11), 7);
  sheet.stroke(count(20).map(one).join(""), hex(held, 0.05), 6);
}
