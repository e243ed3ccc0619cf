import { decorate } from "../decoration.ts";
import type { DrawForm, Pair } from "../form.ts";
import { turn } from "../lathe.ts";
import { mouthOf, type Profile, turning, widestOf } from "../profile.ts";
import type { Sheet } from "../sheet.ts";
import { BUNCHES, leafy } from "./stems.ts";

const GOURD: Profile = turning`50 470, 44 510, 112 622, 121 712, 82 800`;
const WAISTED: Profile = turning`82 470, 100 560, 72 700, 96 800`;
const BOTTLE: Profile = turning`46 470, 46 560, 124 690, 116 764, 92 800`;
const CYLINDER: Profile = turning`84 480, 87 620, 84 800`;
const EGG: Profile = turning`62 476, 112 560, 126 650, 90 770, 70 800`;
const TRUMPET: Profile = turning`104 470, 62 580, 60 690, 94 780, 96 800`;

/** A vase with stems in it. */
export const vase: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const profile = random.pick([GOURD, WAISTED, BOTTLE, CYLINDER, EGG, TRUMPET]);
  const [mouth, y] = mouthOf(profile);
  const widest = widestOf(profile);
  sheet.shadow(400, 800, widest);
  random.kind(BUNCHES)(sheet, y);
  const edge = random.chance(0.5) ? rim : undefined;
  const turned = turn(sheet, 400, profile, body, { open: body, rim: edge, rimWidth: 6, sheen: 0.22, foot: 6 });
  decorate(random.pick(["plain", "plain", "dip", "speckle", "ribs", "twin", "band"]), sheet, turned, rim, y + 50, 800);
  const measured = { left: 400 - widest, right: 400 + widest, top: y, bottom: 810 };
  return { measured, round: true, reach: 280, peak: y - 350, focus: [400 + mouth * 0.3, y + 20], zoom: 0.44 };
};

/** The waisted vase of leaves in the scenes. */
export function leafyVase(sheet: Sheet, { body, rim }: Pair): void {
  sheet.shadow(400, 800, 100);
  leafy(sheet, 470);
  turn(sheet, 400, WAISTED, body, { open: body, rim, rimWidth: 6, sheen: 0.22, foot: 6 });
}
