import { d, ellipse } from "../geometry.ts";
import { TILT, type Turned, type TurnOptions, turn } from "../lathe.ts";
import { hex, type Pigment } from "../pigments.ts";
import { mouthOf, type Profile } from "../profile.ts";
import type { Sheet } from "../sheet.ts";

/** A body of clear glass with a pale line at its mouth; what it holds is drawn before it. */
export function blown(sheet: Sheet, cx: number, profile: Profile, tint: Pigment, options: TurnOptions = {}): Turned {
  const turned = turn(sheet, cx, profile, tint, { fill: sheet.glass(tint), sheen: 0.5, foot: 6, ...options });
  const [radius, y] = mouthOf(profile);
  const paint = d`fill-opacity=".22" stroke="${hex(tint, 0.08)}" stroke-opacity=".9" stroke-width="5"`;
  sheet.paint(ellipse(cx, y, radius, radius * TILT), "#fff", paint);
  sheet.seam(d`M${cx - radius} ${y}a${radius} ${radius * TILT} 0 1 0 ${2 * radius} 0`);
  return turned;
}

/** What stands in a glass: a level surface and the body below it. */
export function filling(sheet: Sheet, cx: number, profile: Profile, contents: Pigment, options: TurnOptions = {}): Turned {
  const [radius, y] = mouthOf(profile);
  const turned = turn(sheet, cx, profile, contents, { sheen: 0, foot: 10, ...options });
  sheet.paint(ellipse(cx, y, radius, radius * TILT), hex(contents, 0.05));
  return turned;
}
