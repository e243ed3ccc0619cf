import { type Decoration, decorate } from "../decoration.ts";
import type { DrawForm, Facts, Pair } from "../form.ts";
import { d, path } from "../geometry.ts";
import { turn } from "../lathe.ts";
import { hex, PIGMENTS } from "../pigments.ts";
import { mouthOf, type Profile, widestOf } from "../profile.ts";
import type { Sheet } from "../sheet.ts";

type Shape = (y: number, h: number) => Profile;

const PEAR: Shape = (y, h) => [
  [98, y],
  [90, y + h * 0.14],
  [132, y + h * 0.46],
  [151, y + h * 0.72],
  [116, 800],
];
const SLIM: Shape = (y, h) => [
  [102, y],
  [100, y + h * 0.2],
  [118, y + h * 0.6],
  [130, y + h * 0.84],
  [116, 800],
];
const ROUND: Shape = (y, h) => [
  [84, y],
  [78, y + h * 0.16],
  [128, y + h * 0.44],
  [164, y + h * 0.7],
  [108, 800],
];
const CONE: Shape = (y, h) => [
  [96, y],
  [112, y + h * 0.35],
  [140, y + h * 0.76],
  [142, 800],
];
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
  sheet.tube(
    d`M${cx + mouth - 18} ${y + 44}C${cx + 250} ${y - 14} ${cx + 262} ${y + height * 0.66} ${cx + widest - 26} ${y + height * 0.64}`,
    body,
    28,
  );
  const lip = cx - mouth;
  sheet.body(
    path(
      d`M${lip + 16} ${y + 8}C${lip - 4} ${y + 2} ${lip - 28} ${y - 26} ${lip - 44} ${y - 30}C${lip - 34} ${y + 36} ${lip - 12} ${y + 62} ${lip + 40} ${y + 104}Z`,
    ),
    sheet.gradient(body),
  );
  const turned = turn(sheet, cx, profile, body, { open: PIGMENTS.white, rim, foot: 10 });
  decorate(decoration, sheet, turned, rim, y + 30, 800);
  sheet.stroke(d`M${lip - 44} ${y - 30}C${lip - 30} ${y - 24} ${lip - 12} ${y - 4} ${lip + 2} ${y + 2}`, hex(rim), 8);
  const measured = { left: cx - widest, right: cx + widest, top: y - 30, bottom: 812 };
  return { measured, round: true, reach: lip - 44, focus: [cx + 10, y + 70], zoom: 0.46 };
}
