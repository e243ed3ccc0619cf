import { decorate } from "../decoration.ts";
import type { DrawForm } from "../form.ts";
import { d } from "../geometry.ts";
import { turn } from "../lathe.ts";
import { knob } from "../parts.ts";
import { hex, PIGMENTS } from "../pigments.ts";
import { mouthOf, type Profile, turning } from "../profile.ts";

const BODIES: readonly ((y: number) => Profile)[] = [
  (y) => turning`214 ${y}, 214 ${y + 96}, 188 800`,
  (y) => turning`208 ${y}, 222 ${y + 80}, 180 800`,
  (y) => turning`220 ${y}, 208 ${y + 90}, 196 800`,
];

const LIDS: readonly ((y: number, r: number) => Profile)[] = [
  (y, r) => turning`56 ${y - 52}, ${r * 0.6} ${y - 43}, ${r * 0.9} ${y - 24}, ${r + 4} ${y + 4}`,
  (y, r) => turning`34 ${y - 38}, ${r * 0.62} ${y - 31}, ${r * 0.95} ${y - 17}, ${r + 4} ${y + 4}`,
  (y, r) => turning`40 ${y - 78}, ${r * 0.48} ${y - 62}, ${r * 0.82} ${y - 32}, ${r + 4} ${y + 4}`,
];

/** A lidded pot with a handle at each side. */
export const casserole: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const y = random.between(596, 660);
  const profile = random.pick(BODIES)(y);
  const radius = mouthOf(profile)[0];
  const ears = random.pick([body, body, rim]);
  const [ear, out] = [y + 44, random.between(66, 92)];
  sheet.shadow(400, 800, 224);
  for (const side of [-1, 1]) {
    const x = 400 + side * (radius - 6);
    sheet.tube(d`M${x} ${ear}C${x + side * out} ${ear - 12} ${x + side * out} ${ear + 62} ${x} ${ear + 56}`, ears, 26);
  }
  const turned = turn(sheet, 400, profile, body, { foot: 18 });
  decorate(random.pick(["plain", "plain", "speckle", "dip", "ribs", "band"]), sheet, turned, rim, y + 30, 800);
  const lid = random.pick(LIDS)(y, radius);
  const white = random.chance(0.15) ? PIGMENTS.white : body;
  turn(sheet, 400, lid, white, { sheen: 0.22, foot: 2 });
  sheet.stroke(
    d`M${396 - radius} ${y + 6}A${radius + 4} ${radius * 0.13} 0 0 0 ${404 + radius} ${y + 6}`,
    hex(random.pick([rim, body]), -0.04),
    8,
  );
  const top = mouthOf(lid)[1];
  knob(sheet, 400, top - 1, rim);
  return {
    measured: { left: 400 - radius, right: 400 + radius, top: top - 46, bottom: 816 },
    round: true,
    reach: 400 - radius - out,
    focus: [400 - radius * 0.6, y + 20],
    zoom: 0.46,
  };
};
