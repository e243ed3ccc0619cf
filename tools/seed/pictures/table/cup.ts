import { type Decoration, decorate } from "../decoration.ts";
import type { DrawForm } from "../form.ts";
import { d } from "../geometry.ts";
import { turn } from "../lathe.ts";
import { PIGMENTS } from "../pigments.ts";
import { mouthOf, type Profile, turning } from "../profile.ts";

type Shape = (radius: number, y: number) => Profile;

const BOWL: Shape = (r, y) => turning`${r} ${y}, ${r * 0.96} ${y + 62}, ${r * 0.72} ${y + 140}, ${r * 0.46} 784`;
const TULIP: Shape = (r, y) => turning`${r} ${y}, ${r * 0.86} ${y + 44}, ${r * 0.84} ${y + 100}, ${r * 0.62} 770, ${r * 0.5} 786`;
const STRAIGHT: Shape = (r, y) => turning`${r * 0.86} ${y}, ${r * 0.85} ${y + 70}, ${r * 0.8} ${y + 130}, ${r * 0.54} 786`;
const CONE: Shape = (r, y) => turning`${r} ${y}, ${r * 0.78} ${y + 90}, ${r * 0.5} 784`;

/** A cup on its saucer. */
export const cup: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const [radius, y, cx] = [random.between(124, 148), random.between(588, 630), 400];
  const shape = random.kind([[BOWL, "breakfast"], [TULIP, "grandmothers"], [STRAIGHT, "espresso"], [CONE]]);
  const saucer = random.between(196, 224);
  sheet.shadow(cx, 806, saucer, 0.12);
  turn(sheet, cx, turning`${saucer} 774, ${saucer * 0.7} 792, 96 806`, body, { sheen: 0, top: body, rim, rimWidth: 7 });
  const grip = cx + mouthOf(shape(radius, y))[0] * 0.9;
  const low = random.between(0.56, 0.68);
  const loop = d`M${grip} ${y + 36}C${grip + 118} ${y + 4} ${grip + 104} ${y + 176 * low + 30} ${grip - 30} ${y + 186 * low}`;
  sheet.tube(loop, body, random.between(20, 25));
  const turned = turn(sheet, cx, shape(radius, y), body, { open: PIGMENTS.white, rim, rimWidth: 8, foot: 4 });
  decorate(
    random.kind<Decoration>([["plain"], ["plain", "espresso"], ["band"], ["twin", "breakfast"], ["dots"], ["ribs", "grandmothers"]]),
    sheet,
    turned,
    rim,
    y,
    770,
  );
  return {
    measured: { left: cx - saucer, right: cx + saucer, top: y, bottom: 812 },
    round: true,
    focus: [cx + radius * 0.7, y + 70],
    zoom: 0.46,
  };
};
