import type { DrawForm, Facts, Pair } from "../form.ts";
import { count, d, path, rect } from "../geometry.ts";
import { blown } from "../glass/blown.ts";
import { band, turn } from "../lathe.ts";
import { hex, PIGMENTS } from "../pigments.ts";
import { curveThrough, footOf, mouthOf, type Profile, radiusAt, turning, widestOf } from "../profile.ts";
import { FLAT, SOFT } from "../shading.ts";
import type { Sheet } from "../sheet.ts";

type Kind = (sheet: Sheet, pair: Pair) => Facts;

const storm: Kind = (sheet, { body, rim }) => {
  const { random } = sheet;
  const chimney = random.pick<Profile>([turning`96 424, 112 540, 96 684`, turning`82 424, 128 560, 92 684`, turning`100 424, 100 684`]);
  const belly = widestOf(chimney) + 6;
  sheet.shadow(400, 800, 130);
  sheet.tube("M304 420C296 190 504 190 496 420", body, 13);
  turn(sheet, 400, random.pick<Profile>([turning`46 330, 60 360, 112 406, 120 426`, turning`30 338, 104 372, 122 400, 122 426`]), body, {
    foot: 2,
  });
  blown(sheet, 400, chimney, PIGMENTS.butter);
  lit(sheet, random.between(598, 626));
  const at = random.between(712, 752);
  sheet.line(d`M${400 - belly} 424V690M${400 + belly} 424V690`, hex(body, -0.06), 9);
  const tank = turn(sheet, 400, turning`112 682, 128 716, 129 780, 122 800`, body, { foot: 8 });
  band(sheet, tank, at, random.between(8, 16), rim);
  return { measured: { left: 271, right: 529, top: 248, bottom: 814 }, round: true, focus: [430, 440], zoom: 0.5 };
};

const box: Kind = (sheet, { body, rim }) => {
  const y = sheet.random.between(400, 460);
  sheet.shadow(400, 800, 140, 0.1);
  sheet.tube(d`M356 ${y - 70}C346 ${y - 196} 454 ${y - 196} 444 ${y - 70}`, rim, 13);
  sheet.body(path(d`M296 ${y}L346 ${y - 74}H454L504 ${y}Z`), sheet.gradient(body, FLAT));
  sheet.body(rect(276, y, 248, 24, 5), sheet.gradient(body));
  sheet.body(rect(292, y + 24, 216, 746 - y), sheet.glass(PIGMENTS.butter));
  lit(sheet, 690);
  turn(sheet, 400, turning`40 690, 40 770`, PIGMENTS.white, { sheen: 0.2, top: PIGMENTS.white });
  const bars = sheet.random.pick([
    d`M300 ${y + 24}V770M500 ${y + 24}V770`,
    d`M300 ${y + 24}V770M500 ${y + 24}V770M400 ${y + 24}V620M300 ${y + 130}H500`,
  ]);
  sheet.line(bars, hex(body, -0.05), 13);
  sheet.body(rect(272, 766, 256, 34, 6), sheet.gradient(body));
  sheet.stroke(d`M278 ${y + 21}H522M276 770H524`, hex(rim), 6);
  return { measured: { left: 272, right: 528, top: y - 164, bottom: 800 }, focus: [430, y + 60], zoom: 0.5 };
};

const paper: Kind = (sheet, { body, rim }) => {
  const profile = sheet.random.pick<Profile>([
    turning`70 400, 170 480, 196 590, 170 700, 80 782`,
    turning`90 380, 128 430, 140 580, 128 740, 96 782`,
  ]);
  const curve = curveThrough(profile);
  sheet.glow(400, 600, 330, 310);
  sheet.shadow(400, 800, 150);
  sheet.tube(d`M340 ${mouthOf(profile)[1] - 4}C346 250 454 250 460 ${mouthOf(profile)[1] - 4}`, rim, 11);
  const turned = turn(sheet, 400, profile, body, { stops: SOFT, sheen: 0, foot: 4 });
  const ribs = count(9).map((i) => mouthOf(profile)[1] + 34 + i * 39);
  const rings = ribs
    .filter((y) => y < 770)
    .map((y) => d`M${400 - radiusAt(curve, y)} ${y}a${radiusAt(curve, y)} ${radiusAt(curve, y) * 0.13} 0 0 0 ${2 * radiusAt(curve, y)} 0`);
  sheet.line(rings.join(""), hex(body, -0.11), 4);
  sheet.within(turned.outline, () => sheet.glow(400, 620, 170, 190));
  const foot = footOf(profile)[0];
  turn(sheet, 400, turning`${foot} 776, ${foot} 802`, rim, { sheen: 0, foot: 2 });
  turn(
    sheet,
    400,
    [
      [mouthOf(profile)[0] - 4, mouthOf(profile)[1] - 12],
      [mouthOf(profile)[0] + 4, mouthOf(profile)[1] + 12],
    ],
    rim,
    { sheen: 0, foot: 2, open: PIGMENTS.straw },
  );
  const widest = widestOf(profile);
  return {
    measured: { left: 400 - widest, right: 400 + widest, top: mouthOf(profile)[1], bottom: 808 },
    round: true,
    peak: 280,
    focus: [430, 470],
    zoom: 0.5,
  };
};

/** A lantern, lit: a storm lantern, a glazed box or a ribbed paper one. */
export const lantern: DrawForm = (sheet, pair) =>
  sheet.random.kind([[storm, "quay tent stable"], [box, "window porch"], [storm, "lantern"], [paper]])(sheet, pair);

function lit(sheet: Sheet, y: number): void {
  sheet.glow(400, y - 34, 130, 146);
  sheet.paint(path(d`M400 ${y - 84}c27 40 29 78 0 84c-29 -6 -27 -44 0 -84Z`), "#ffb938");
  sheet.paint(path(d`M400 ${y - 52}c12 20 13 44 0 48c-13 -4 -12 -28 0 -48Z`), "#fff3c8");
}
