import { decorate } from "../decoration.ts";
import type { DrawForm } from "../form.ts";
import { d, path } from "../geometry.ts";
import { turn } from "../lathe.ts";
import { knob } from "../parts.ts";
import { PIGMENTS } from "../pigments.ts";
import { mouthOf, type Profile, turning, widestOf } from "../profile.ts";

const ROUND: Profile = turning`84 560, 146 590, 184 674, 160 762, 110 800`;
const SQUAT: Profile = turning`96 600, 164 622, 204 700, 176 776, 130 800`;
const TALL: Profile = turning`92 520, 136 556, 166 660, 158 760, 124 800`;
const STRAIGHT: Profile = turning`118 560, 160 582, 170 660, 166 760, 140 800`;

/** A teapot: spout up at the left; a bail over the top or a handle at the right. */
export const teapot: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const profile = random.kind([[ROUND, "stove"], [SQUAT, "winter"], [TALL, "aunts"], [STRAIGHT]]);
  const [mouth, y] = mouthOf(profile);
  const side = 400 - widestOf(profile);
  const bail = random.kind([[true, "stove"], [true], [false, "winter aunts"]]);
  sheet.shadow(400, 800, 180);
  if (bail)
    sheet.tube(
      d`M${400 - mouth - 50} ${y + 14}C${360 - mouth} ${y - 226} ${440 + mouth} ${y - 226} ${450 + mouth} ${y + 14}`,
      random.pick([rim, rim, PIGMENTS.oak]),
      19,
    );
  else
    sheet.tube(
      d`M${390 + mouth} ${y + 34}C${700 - side * 0.1} ${y - 30} ${740 - side * 0.3} 700 ${790 - side} 738`,
      random.pick([body, body, rim]),
      25,
    );
  const [low, root] = [y + 150, side + 42];
  sheet.body(
    path(
      d`M${root} ${low + 10}C${side - 40} ${low - 30} ${side - 20} ${y + 4} ${side - 92} ${y - 24}L${side - 66} ${y - 50}C${side + 16} ${y - 28} ${side + 6} ${y + 40} ${root + 20} ${y + 70}Z`,
    ),
    sheet.gradient(body),
  );
  const turned = turn(sheet, 400, profile, body, { foot: 8 });
  decorate(random.pick(["plain", "plain", "ribs", "speckle", "band", "dots"]), sheet, turned, rim, y + 30, 800);
  turn(sheet, 400, turning`${mouth * 0.4} ${y - 26}, ${mouth * 0.84} ${y - 12}, ${mouth + 2} ${y + 4}`, body, { sheen: 0.2, foot: 2 });
  knob(sheet, 400, y - 26, rim);
  const top = bail ? y - 172 : y - 72;
  return { measured: { left: side, right: 800 - side, top, bottom: 812 }, round: true, reach: side - 92, focus: [350, y + 36], zoom: 0.5 };
};
