import { decorate } from "../decoration.ts";
import type { DrawForm } from "../form.ts";
import { circle, d, rect } from "../geometry.ts";
import { turn } from "../lathe.ts";
import { hex, PIGMENTS } from "../pigments.ts";
import { mouthOf, type Profile, turning } from "../profile.ts";
import { LYING } from "../shading.ts";

const TAPERED: Profile = turning`186 500, 168 640, 144 800`;
const STRAIGHT: Profile = turning`166 510, 162 660, 156 800`;
const LOW: Profile = turning`216 610, 204 700, 182 800`;
const WAISTED: Profile = turning`182 490, 158 560, 154 700, 162 800`;

/** A bucket with a bail and a wooden grip, or a tub with two ears. */
export const bucket: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const profile = random.kind([[TAPERED, "house"], [STRAIGHT, "ash"], [LOW, "window"], [WAISTED, "milk"], [TAPERED]]);
  const [mouth, y] = mouthOf(profile);
  const ears = random.kind([[profile === LOW, "tub"], [false, "bucket"], [profile === LOW]]);
  const down = !ears && random.chance(0.3);
  sheet.shadow(400, 800, 180);
  if (ears)
    for (const side of [-1, 1])
      sheet.tube(
        d`M${400 + side * (mouth - 8)} ${y + 40}C${400 + side * (mouth + 70)} ${y + 26} ${400 + side * (mouth + 66)} ${y + 104} ${400 + side * (mouth - 14)} ${y + 94}`,
        rim,
        24,
      );
  const up = d`M${404 - mouth} ${y + 2}C${394 - mouth} ${y - 236} ${406 + mouth} ${y - 236} ${396 + mouth} ${y + 2}`;
  if (!ears && !down) {
    sheet.line(up, hex(PIGMENTS.steel, -0.2), 10);
    sheet.body(rect(354, y - 190, 92, 30, 14), sheet.gradient(random.pick([PIGMENTS.oak, rim]), LYING, "down"));
  }
  const inside = random.pick([PIGMENTS.white, PIGMENTS.white, body]);
  const turned = turn(sheet, 400, profile, body, { open: inside, rim, rimWidth: 12, foot: 10 });
  decorate(random.pick(["band", "band", "twin", "plain", "ribs", "dip", "speckle"]), sheet, turned, rim, y + 60, 800);
  if (!ears) for (const side of [-1, 1]) sheet.body(circle(400 + side * (mouth - 8), y + 12, 14), hex(body, -0.15));
  if (down) {
    sheet.line(
      d`M${408 - mouth} ${y + 12}C${420 - mouth} ${y + 190} ${380 + mouth} ${y + 190} ${392 + mouth} ${y + 12}`,
      hex(PIGMENTS.steel, -0.2),
      9,
    );
    sheet.body(rect(352, y + 132, 96, 28, 14), sheet.gradient(PIGMENTS.oak, LYING, "down"));
  }
  return {
    measured: { left: 400 - mouth, right: 400 + mouth, top: y, bottom: 812 },
    round: true,
    reach: ears ? 340 - mouth : 400 - mouth,
    peak: ears || down ? y : y - 190,
    focus: [400 + mouth * 0.6, y + 40],
    zoom: 0.44,
  };
};
