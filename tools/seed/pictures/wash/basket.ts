import type { DrawForm } from "../form.ts";
import { count, d } from "../geometry.ts";
import { band, meridian, TILT, type Turned, turn } from "../lathe.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import { mouthOf, type Profile, radiusAt, turning, widestOf } from "../profile.ts";
import type { Sheet } from "../sheet.ts";

interface Shape {
  readonly profile: Profile;
  readonly handles: "arch" | "ears" | "straps" | "none";
}

const MARKET: Shape = {
  profile: turning`212 560, 206 680, 176 800`,
  handles: "arch",
};
const LAUNDRY: Shape = {
  profile: turning`180 430, 186 600, 168 800`,
  handles: "ears",
};
const BREAD: Shape = {
  profile: turning`232 664, 220 740, 176 800`,
  handles: "none",
};
const BELLY: Shape = {
  profile: turning`160 500, 216 620, 206 730, 150 800`,
  handles: "straps",
};
const TOTE: Shape = {
  profile: turning`216 520, 186 660, 150 800`,
  handles: "straps",
};

type Weave = (sheet: Sheet, turned: Turned, straw: Pigment, top: number) => void;

const scallops: Weave = (sheet, turned, straw, top) => {
  const rows = Math.floor((800 - top) / 27) + 1;
  const marks = count(rows * 15).map((i) => {
    const row = Math.floor(i / 15);
    const [x, y] = [178 + (i % 15) * 32 + (row % 2) * 16, top + 28 + row * 27];
    return d`M${x} ${y + bow(x)}q12 9 24 0`;
  });
  sheet.within(turned.outline, () => sheet.stroke(marks.join(""), hex(straw, -0.17), 6));
};

const coils: Weave = (sheet, turned, straw, top) => {
  const rings = count(Math.floor((786 - top) / 22)).map((i) => {
    const y = top + 22 + i * 22;
    const radius = radiusAt(turned.curve, y);
    return d`M${400 - radius} ${y}a${radius} ${radius * TILT} 0 0 0 ${2 * radius} 0`;
  });
  sheet.line(rings.join(""), hex(straw, -0.15), 6);
};

const stakes: Weave = (sheet, turned, straw, top) => {
  coils(sheet, turned, straw, top);
  const lines = count(11).map((i) => meridian(turned, -Math.cos(((i + 0.5) / 11) * Math.PI)));
  sheet.line(lines.join(""), hex(straw, -0.09), 11);
  sheet.stroke(lines.join(""), hex(straw, 0.05), 4);
};

const crossed: Weave = (sheet, turned, straw, top) => {
  const rows = count(Math.floor((800 - top) / 34) + 1);
  const rising = rows.flatMap((row) => count(13).map((i) => d`M${180 + i * 36} ${top + 34 + row * 34 + bow(180 + i * 36)}l18 -18l18 18`));
  sheet.within(turned.outline, () => sheet.stroke(rising.join(""), hex(straw, -0.16), 7));
};

const WEAVES = [scallops, scallops, coils, stakes, crossed];

/** A basket: for market, laundry or bread, in one of four weaves. */
export const basket: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const { profile, handles } = random.kind([
    [MARKET, "market"],
    [LAUNDRY, "laundry"],
    [BREAD, "bread"],
    [BELLY, "sewing"],
    [TOTE, "log"],
    [{ ...MARKET, profile: BREAD.profile }, "picnic"],
  ]);
  const straw = random.pick([PIGMENTS.straw, PIGMENTS.straw, PIGMENTS.oak, PIGMENTS.oat]);
  const [mouth, y] = mouthOf(profile);
  sheet.shadow(400, 800, 206);
  if (handles === "arch")
    sheet.tube(d`M${450 - mouth} ${y + 4}C${446 - mouth} ${y - 258} ${354 + mouth} ${y - 258} ${350 + mouth} ${y + 4}`, straw, 23);
  if (handles === "straps") sheet.tube(d`M310 ${y - 10}C304 ${y - 150} 496 ${y - 150} 490 ${y - 10}`, body, 15);
  const turned = turn(sheet, 400, profile, straw, { open: PIGMENTS.walnut, sheen: 0, foot: 12 });
  random.pick(WEAVES)(sheet, turned, straw, y);
  const at = y + (800 - y) * random.between(0.34, 0.6);
  const painted = random.pick(["band", "band", "two", "none"]);
  if (painted !== "none") band(sheet, turned, at, painted === "two" ? 16 : 34, body);
  if (painted === "two") band(sheet, turned, at + 28, 16, random.pick([rim, body]));
  sheet.line(
    d`M${400 - mouth} ${y}a${mouth} ${mouth * TILT} 0 1 0 ${2 * mouth} 0a${mouth} ${mouth * TILT} 0 1 0 ${-2 * mouth} 0Z`,
    hex(random.chance(0.3) ? rim : straw, -0.06),
    14,
  );
  if (handles === "straps") sheet.tube(d`M296 ${y + 46}C290 ${y - 130} 510 ${y - 130} 504 ${y + 46}`, body, 17);
  if (handles === "ears")
    for (const side of [-1, 1])
      sheet.tube(d`M${400 + side * (mouth - 2)} ${y + 60}c${side * 56} -70 ${side * -10} -110 ${side * -30} -52`, straw, 17);
  const widest = widestOf(profile);
  return {
    measured: { left: 400 - widest, right: 400 + widest, top: y, bottom: 812 },
    round: true,
    peak: handles === "arch" ? y - 200 : y - 120,
    focus: [400 + mouth * 0.5, y + 60],
    zoom: 0.46,
  };
};

/** How far the front of a round basket drops at x. */
function bow(x: number): number {
  return Math.sqrt(Math.max(0, 1 - ((x - 388) / 215) ** 2)) * 26 - 26;
}
