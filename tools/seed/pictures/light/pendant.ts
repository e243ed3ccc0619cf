import type { DrawForm } from "../form.ts";
import { count, d, ellipse } from "../geometry.ts";
import { band, meridian, turn } from "../lathe.ts";
import { hex, PIGMENTS } from "../pigments.ts";
import { footOf, mouthOf, type Profile, turning } from "../profile.ts";
import { SHADE } from "../shading.ts";

const DOME: Profile = turning`36 330, 150 362, 238 466, 262 560`;
const CONE: Profile = turning`36 330, 72 400, 220 520, 262 560`;
const TRUMPET: Profile = turning`40 330, 56 430, 120 484, 240 540, 256 562`;
const BELL: Profile = turning`38 326, 120 360, 158 450, 178 530, 214 572`;
const CYLINDER: Profile = turning`50 320, 122 336, 140 400, 140 590`;
const SHALLOW: Profile = turning`34 388, 140 410, 250 480, 286 540`;

/** A pendant lamp on its cord, lit. */
export const pendant: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const profile = random.kind([
    [DOME, "table"],
    [CONE, "school"],
    [TRUMPET, "workshop"],
    [BELL, "stair kitchen"],
    [CYLINDER, "hall counter"],
    [SHALLOW],
  ]);
  const [narrow, top] = mouthOf(profile);
  const [widest, bottom] = footOf(profile);
  sheet.line(d`M400 -60V${top - 40}`, hex(random.pick([PIGMENTS.ink, PIGMENTS.ink, rim])), 6);
  sheet.glow(400, bottom + 80, 360, 250);
  turn(sheet, 400, turning`18 ${top - 62}, 25 ${top - 30}, ${narrow - 2} ${top + 6}`, random.pick([rim, rim, PIGMENTS.brass]), {
    sheen: 0,
    foot: 2,
  });
  const turned = turn(sheet, 400, profile, body, { tilt: 0.09, sheen: 0.3, foot: 0 });
  const finish = random.pick(["plain", "plain", "band", "pleats"]);
  if (finish === "band") band(sheet, turned, bottom - 40, 12, rim);
  if (finish === "pleats")
    sheet.line(
      count(11)
        .map((i) => meridian(turned, -Math.cos(((i + 0.5) / 11) * Math.PI)))
        .join(""),
      SHADE,
      5,
      'opacity=".1"',
    );
  sheet.body(ellipse(400, bottom + 1, widest - 3, widest * 0.09 - 1), "#fff1c6");
  sheet.line(
    d`M${403 - widest} ${bottom + 1}a${widest - 3} ${widest * 0.09} 0 1 0 ${2 * widest - 6} 0a${widest - 3} ${widest * 0.09} 0 1 0 ${6 - 2 * widest} 0Z`,
    hex(random.pick([PIGMENTS.white, rim])),
    7,
  );
  sheet.paint(ellipse(400, bottom + 5, Math.min(44, widest * 0.3), 12), "#fffdf2");
  return {
    measured: { left: 400 - widest, right: 400 + widest, top: top - 62, bottom: bottom + 20 },
    round: true,
    focus: [400 + widest * 0.5, bottom - 20],
    zoom: 0.48,
  };
};
