import { decorate } from "../decoration.ts";
import type { DrawForm, Pair } from "../form.ts";
import { path } from "../geometry.ts";
import { band, turn } from "../lathe.ts";
import { knob } from "../parts.ts";
import { PIGMENTS, type Pigment } from "../pigments.ts";
import { mouthOf, type Profile, turning } from "../profile.ts";
import type { Sheet } from "../sheet.ts";

interface Shape {
  readonly profile: Profile;
  readonly spout: string;
  readonly handle: string;
}

const TALL: Shape = {
  profile: turning`106 330, 120 420, 152 620, 165 720, 156 800`,
  spout: "M300 560C232 540 240 420 168 392L196 370C280 388 262 480 320 500Z",
  handle: "M500 404C656 384 646 690 520 690",
};
const ROUNDED: Shape = {
  profile: turning`92 346, 112 396, 164 560, 178 680, 130 800`,
  spout: "M286 590C226 566 246 440 166 420L194 396C282 408 268 500 312 524Z",
  handle: "M484 410C660 370 674 640 538 690",
};
const STRAIGHT: Shape = {
  profile: turning`134 350, 137 480, 142 680, 140 800`,
  spout: "M276 452L188 372Q204 356 226 360L288 396Z",
  handle: "M526 420H596Q640 420 636 470L620 620Q612 664 530 668",
};

/** A coffee pot: spout at the left, handle at the right, lid with a knob. */
export const coffeePot: DrawForm = (sheet, pair) => {
  const shape = sheet.random.kind([[TALL, "coffee"], [ROUNDED, "two"], [STRAIGHT]]);
  const grip = sheet.random.pick([pair.rim, pair.rim, pair.body, PIGMENTS.oak]);
  return pot(sheet, pair, shape, grip, sheet.random.pick(["plain", "plain", "speckle", "twin", "dip"]));
};

/** The tall pot of the scenes, undecorated. */
export function tallPot(sheet: Sheet, pair: Pair): void {
  pot(sheet, pair, TALL, pair.rim, "plain");
}

function pot(sheet: Sheet, { body, rim }: Pair, shape: Shape, grip: Pigment, decoration: Parameters<typeof decorate>[0]) {
  const cx = 390;
  const [mouth, y] = mouthOf(shape.profile);
  sheet.shadow(cx, 800, 170);
  sheet.tube(shape.handle, grip, 29);
  sheet.body(path(shape.spout), sheet.gradient(body));
  const turned = turn(sheet, cx, shape.profile, body, { foot: 14 });
  decorate(decoration, sheet, turned, rim, y + 20, 800);
  if (decoration !== "dip") band(sheet, turned, 766, 12, rim);
  turn(sheet, cx, turning`${mouth * 0.5} ${y - 34}, ${mouth * 0.86} ${y - 20}, ${mouth + 4} ${y + 2}`, body, {
    sheen: 0.2,
    tilt: 0.12,
    foot: 2,
  });
  band(sheet, turned, y + 1, 9, rim);
  knob(sheet, cx, y - 36, rim);
  const measured = { left: cx - 165, right: cx + 165, top: y - 78, bottom: 814 };
  return { measured, round: true, reach: 166, focus: [cx - 60, y + 20], zoom: 0.46 } as const;
}
