import { decorate } from "../decoration.ts";
import type { DrawForm, Pair } from "../form.ts";
import { d, ellipse } from "../geometry.ts";
import { turn } from "../lathe.ts";
import { hex, type Pigment } from "../pigments.ts";
import { footOf, mouthOf, type Profile, turning } from "../profile.ts";
import type { Kind } from "../random.ts";
import { SOFT } from "../shading.ts";
import type { Sheet } from "../sheet.ts";

interface Shade {
  readonly profile: Profile;
  /** Cloth lets light through and shows no sheen; metal is open below. */
  readonly cloth: boolean;
}

const DOME: Shade = {
  profile: turning`24 206, 94 224, 160 282, 200 362, 214 430`,
  cloth: false,
};
const BELL: Shade = {
  profile: turning`34 206, 62 240, 106 340, 178 412, 206 430`,
  cloth: false,
};
const DRUM: Shade = {
  profile: turning`150 236, 168 446`,
  cloth: true,
};
const CONE: Shade = {
  profile: turning`116 210, 206 462`,
  cloth: true,
};
const NARROW: Shade = {
  profile: turning`64 200, 178 448`,
  cloth: true,
};
const SHADES: readonly Kind<Shade>[] = [
  [DOME, "desk piano reading"],
  [BELL, "workshop kitchen"],
  [DRUM, "guest corner"],
  [CONE, "bedside sewing"],
  [CONE],
  [NARROW, "sill childrens"],
];

const COLUMN: Profile = turning`70 450, 92 486, 97 600, 97 780, 91 800`;
const GOURD: Profile = turning`26 440, 90 560, 116 670, 98 770, 86 800`;
const DOUBLE: Profile = turning`28 440, 40 490, 106 570, 96 640, 46 690, 104 770, 108 800`;
const BALL: Profile = turning`24 440, 28 520, 112 600, 134 690, 104 780, 92 800`;
const CONIC: Profile = turning`22 440, 40 560, 86 740, 118 800`;
const BASES = [COLUMN, GOURD, DOUBLE, BALL, CONIC];

/** A table lamp, lit. */
export const lamp: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const shade = widened(random.kind(SHADES), random.between(0.9, 1.05));
  const [widest, bottom] = footOf(shade.profile);
  sheet.glow(400, 520, 330, 300);
  sheet.shadow(400, 800, 130);
  if (!shade.cloth || random.chance(0.2)) stick(sheet, rim);
  else {
    const turned = turn(sheet, 400, random.pick(BASES), rim, { sheen: 0.25, foot: 8 });
    decorate(random.pick(["plain", "plain", "ribs", "twin", "speckle"]), sheet, turned, body, 540, 800);
  }
  drawShade(sheet, shade, body, rim);
  const top = mouthOf(shade.profile)[1];
  const measured = { left: 400 - widest, right: 400 + widest, top: shade.cloth ? top : top - 28, bottom: 812 };
  return { measured, round: true, focus: [400 + widest * 0.4, bottom - 20], zoom: 0.5 };
};

/** The dome lamp of the scenes. */
export function domeLamp(sheet: Sheet, { body, rim }: Pair): void {
  sheet.glow(400, 520, 330, 300);
  sheet.shadow(400, 800, 130);
  stick(sheet, rim);
  drawShade(sheet, DOME, body, rim);
}

function widened({ profile, cloth }: Shade, by: number): Shade {
  return { profile: profile.map(([radius, y]) => [radius * by, y]), cloth };
}

function stick(sheet: Sheet, pigment: Pigment): void {
  turn(sheet, 400, turning`12 400, 12 776`, pigment, { sheen: 0, foot: 0 });
  turn(sheet, 400, turning`24 768, 70 773, 114 784, 124 800`, pigment, { sheen: 0.12, tilt: 0.1, foot: 4 });
}

function drawShade(sheet: Sheet, { profile, cloth }: Shade, body: Pigment, rim: Pigment): void {
  const [widest, bottom] = footOf(profile);
  const [narrow, top] = mouthOf(profile);
  if (cloth) {
    turn(sheet, 400, profile, body, { tilt: 0.1, stops: SOFT, sheen: 0, foot: 0 });
    sheet.paint(ellipse(400, top, narrow, narrow * 0.1), hex(body, -0.12));
    sheet.stroke(d`M${400 - widest} ${bottom}a${widest} ${widest * 0.1} 0 0 0 ${2 * widest} 0`, hex(body, -0.09), 5);
    sheet.seam(d`M${400 - narrow} ${top}a${narrow} ${narrow * 0.1} 0 0 0 ${2 * narrow} 0`);
    return;
  }
  turn(sheet, 400, profile, body, { tilt: 0.1, sheen: 0.26, foot: 0 });
  sheet.body(ellipse(400, bottom, widest, widest * 0.1), "#fff3cf");
  turn(sheet, 400, turning`9 ${top - 26}, 17 ${top - 10}, 14 ${top + 6}`, rim, { sheen: 0, foot: 2 });
}
