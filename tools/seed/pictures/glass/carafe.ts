import type { DrawForm } from "../form.ts";
import { d, ellipse } from "../geometry.ts";
import { TILT, turn } from "../lathe.ts";
import { hex, PIGMENTS } from "../pigments.ts";
import { curveThrough, mouthOf, type Profile, radiusAt, turning, widestOf } from "../profile.ts";
import { blown } from "./blown.ts";

const SHAPES: readonly Profile[] = [
  turning`60 356, 46 440, 72 540, 130 662, 138 744, 114 800`,
  turning`54 340, 52 450, 62 510, 116 590, 122 640, 120 800`,
  turning`66 380, 56 440, 88 530, 144 650, 152 720, 110 800`,
  turning`78 400, 74 470, 96 620, 110 760, 104 800`,
];

/** A carafe with a glass beside it or a stopper in it. */
export const carafe: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const tint = random.pick([PIGMENTS.sky, PIGMENTS.sage, PIGMENTS.butter, PIGMENTS.steel, PIGMENTS.rose]);
  const profile = random.pick(SHAPES);
  const curve = curveThrough(profile);
  const [mouth, y] = mouthOf(profile);
  const widest = widestOf(profile);
  const beside = random.kind([[true, "bedside table ewas"], [true], [false, "vinegar"]]);
  const stopped = !beside || random.chance(0.3);
  const cx = 380;
  sheet.shadow(cx, 800, widest);
  if (random.chance(0.6)) {
    const level = random.between(560, 680);
    const water = profile.filter(([, at]) => at > level).map(([r, at]) => [r * 0.93, at - 2] as const);
    const surface = radiusAt(curve, level) * 0.93;
    turn(sheet, cx, [[surface, level], ...water], random.pick([PIGMENTS.sky, tint]), { fill: hex(tint, -0.07), sheen: 0, foot: 6 });
    sheet.paint(ellipse(cx, level, surface, surface * TILT), hex(tint, 0.06));
  }
  const turned = blown(sheet, cx, profile, tint);
  if (random.chance(0.35))
    sheet.line(
      d`M${cx - radiusAt(turned.curve, y + 70)} ${y + 70}a${radiusAt(turned.curve, y + 70)} 8 0 0 0 ${2 * radiusAt(turned.curve, y + 70)} 0`,
      hex(rim),
      10,
    );
  if (stopped)
    turn(
      sheet,
      cx,
      turning`${mouth * 0.5} ${y - 76}, ${mouth * 0.92} ${y - 56}, ${mouth * 0.6} ${y - 20}, ${mouth * 0.8} ${y + 14}`,
      random.pick([PIGMENTS.oak, body]),
      { sheen: 0.2, foot: 2 },
    );
  if (beside) {
    const height = random.between(110, 160);
    sheet.shadow(cx + 214, 806, 60);
    blown(sheet, cx + 214, turning`62 ${806 - height}, 58 ${806 - height * 0.5}, 52 806`, random.pick([tint, tint, body]));
  }
  return {
    measured: { left: cx - widest, right: cx + widest, top: stopped ? y - 76 : y, bottom: 812 },
    round: true,
    focus: [cx + 20, y + 90],
    zoom: 0.46,
  };
};
