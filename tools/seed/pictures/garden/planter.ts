import { decorate } from "../decoration.ts";
import type { DrawForm } from "../form.ts";
import { d, path } from "../geometry.ts";
import { TILT, turn } from "../lathe.ts";
import { PIGMENTS } from "../pigments.ts";
import { footOf, mouthOf, type Profile, turning } from "../profile.ts";
import { trailing, UPRIGHT } from "./plants.ts";

interface Pot {
  readonly profile: Profile;
  readonly collar?: Profile;
}

const CLASSIC: Pot = {
  profile: turning`142 586, 108 790, 105 800`,
  collar: turning`156 540, 151 602`,
};
const CYLINDER: Pot = {
  profile: turning`144 552, 144 700, 142 800`,
};
const BOWL: Pot = {
  profile: turning`164 600, 160 660, 128 740, 72 776, 80 800`,
};
const TALL: Pot = {
  profile: turning`142 500, 122 680, 108 800`,
};
const BELLY: Pot = {
  profile: turning`122 552, 152 640, 140 740, 102 800`,
};

/** A pot with a plant in it, some on a saucer. */
export const planter: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const { profile, collar } = random.kind([
    [CLASSIC, "sill"],
    [CLASSIC],
    [CYLINDER, "desk"],
    [BOWL, "bulb cactus"],
    [TALL, "lemon olive"],
    [BELLY, "fern"],
  ]);
  const [mouth, y] = mouthOf(collar ?? profile);
  const foot = footOf(profile)[0];
  const saucer = random.kind([[true, "sill"], [false], [false]]);
  const hanging = random.kind([[true, "strawberry"], [false, "pot"], [false], [false]]);
  sheet.shadow(400, 800, saucer ? 170 : foot + 30);
  if (saucer) turn(sheet, 400, turning`${foot + 44} 784, ${foot + 30} 802`, body, { top: body, sheen: 0.1, foot: 4 });
  const turned = turn(sheet, 400, profile, body, { sheen: collar ? 0.12 : 0.22, foot: collar ? 2 : 10, open: PIGMENTS.soil });
  if (collar) turn(sheet, 400, collar, body, { open: PIGMENTS.soil, sheen: 0.14, foot: 4 });
  // A plant stands behind the near edge of the pot, so it is cut off there.
  if (!hanging)
    sheet.within(path(d`M0 -200H800V${y}H${400 + mouth}A${mouth} ${mouth * TILT} 0 0 1 ${400 - mouth} ${y}H0Z`), () =>
      random.kind(UPRIGHT)(sheet, y),
    );
  decorate(random.pick(["plain", "plain", "plain", "dip", "band", "ribs", "speckle"]), sheet, turned, rim, y + 74, 800);
  if (hanging) trailing(sheet, y + 4);
  return {
    measured: { left: 400 - mouth, right: 400 + mouth, top: y, bottom: 808 },
    round: true,
    reach: 210,
    peak: y - 310,
    focus: [400 + mouth * 0.4, y + 10],
    zoom: 0.46,
  };
};
