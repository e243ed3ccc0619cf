import { type Decoration, decorate } from "../decoration.ts";
import type { DrawForm, Facts, Pair } from "../form.ts";
import { d, path } from "../geometry.ts";
import { outlineOf, TILT, turn } from "../lathe.ts";
import { hex, PIGMENTS } from "../pigments.ts";
import { curveThrough, mouthOf, type Profile, radiusAt, turning, widestOf } from "../profile.ts";
import { INSIDE, type Stops } from "../shading.ts";
import type { Sheet } from "../sheet.ts";

const LIP: Stops = [
  [0, 0.03],
  [0.3, -0.03],
  [1, -0.03],
];

type Shape = (y: number, h: number) => Profile;

const PEAR: Shape = (y, h) => turning`98 ${y}, 90 ${y + h * 0.14}, 132 ${y + h * 0.46}, 151 ${y + h * 0.72}, 116 800`;
const SLIM: Shape = (y, h) => turning`102 ${y}, 100 ${y + h * 0.2}, 118 ${y + h * 0.6}, 130 ${y + h * 0.84}, 116 800`;
const ROUND: Shape = (y, h) => turning`84 ${y}, 78 ${y + h * 0.16}, 128 ${y + h * 0.44}, 164 ${y + h * 0.7}, 108 800`;
const CONE: Shape = (y, h) => turning`96 ${y}, 112 ${y + h * 0.35}, 140 ${y + h * 0.76}, 142 800`;
/** A jug: lip at the left, handle at the right. */
export const jug: DrawForm = (sheet, pair) => {
  const { random } = sheet;
  const height = random.between(380, 470);
  const shape = random.kind([
    [PEAR, "milk"],
    [SLIM, "water tall"],
    [ROUND, "rim"],
    [CONE, "cream"],
  ]);
  return pitcher(sheet, pair, shape, height, random.pick(["plain", "band", "band", "twin", "dip", "ribs", "speckle"]));
};

/** The outline of the plain jug: for the gap where one is missing. */
export function pearJugOutline(): string {
  const profile = PEAR(340, 460);
  return outlineOf(390, profile, 10) + mouthWithLip(390, profile, [252, 316]) + handle(390, 340, 460, profile);
}

/** The plain pear-shaped jug of the scenes. */
export function pearJug(sheet: Sheet, pair: Pair): void {
  pitcher(sheet, pair, PEAR, 460, "plain");
}

function pitcher(sheet: Sheet, { body, rim }: Pair, shape: Shape, height: number, decoration: Decoration): Facts {
  const [cx, y] = [390, 800 - height];
  const profile = shape(y, height);
  const mouth = mouthOf(profile)[0];
  const widest = widestOf(profile);
  sheet.shadow(cx, 800, widest);
  sheet.tube(handle(cx, y, height, profile), body, 28);
  const tip = [cx - mouth - 40, y - 24] as const;
  sheet.body(path(lipUnder(cx, profile, tip)), sheet.gradient(body, LIP));
  const turned = turn(sheet, cx, profile, body, { foot: 10 });
  decorate(decoration, sheet, turned, rim, y + 30, 800);
  const opening = mouthWithLip(cx, profile, tip);
  sheet.paint(path(opening), sheet.gradient(PIGMENTS.white, INSIDE));
  sheet.line(opening, hex(rim), 9);
  const measured = { left: cx - widest, right: cx + widest, top: y - 24, bottom: 812 };
  return { measured, round: true, reach: tip[0], focus: [cx + 10, y + 70], zoom: 0.46 };
}

function handle(cx: number, y: number, height: number, profile: Profile): string {
  const [mouth, widest] = [mouthOf(profile)[0], widestOf(profile)];
  return d`M${cx + mouth - 18} ${y + 44}C${cx + 250} ${y - 14} ${cx + 262} ${y + height * 0.66} ${cx + widest - 26} ${y + height * 0.64}`;
}

type Tip = readonly [x: number, y: number];

/** The outside of the lip: from its tip down into the neck, along the neck's own line. */
function lipUnder(cx: number, profile: Profile, [x, top]: Tip): string {
  const curve = curveThrough(profile);
  const y = mouthOf(profile)[1];
  const [low, lower] = [cx - radiusAt(curve, y + 74), cx - radiusAt(curve, y + 120)];
  return d`M${x} ${top}C${x + 8} ${top + 44} ${low - 8} ${y + 56} ${lower} ${y + 120}H${cx}V${y}Z`;
}

/** The opening: an ellipse drawn out to a point where it pours. */
function mouthWithLip(cx: number, profile: Profile, [x, top]: Tip): string {
  const [radius, y] = mouthOf(profile);
  const [flat, back] = [radius * TILT, cx - radius * 0.5];
  return d`M${cx + radius} ${y}A${radius} ${flat} 0 0 0 ${back} ${y - flat * 0.87}C${back - radius * 0.3} ${y - flat * 0.62} ${x + 22} ${top - 2} ${x} ${top}C${x + 14} ${y + 2} ${back - radius * 0.34} ${y + flat * 0.56} ${back} ${y + flat * 0.87}A${radius} ${flat} 0 0 0 ${cx + radius} ${y}Z`;
}
