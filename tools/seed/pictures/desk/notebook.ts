import type { DrawForm } from "../form.ts";
import { circle, count, d, path, rect } from "../geometry.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import type { Kind } from "../random.ts";
import { SHADE, type Stops } from "../shading.ts";
import type { Sheet } from "../sheet.ts";

const BOUND: Stops = [
  [0, -0.1],
  [0.075, -0.05],
  [0.085, 0.03],
  [0.4, 0.02],
  [1, -0.05],
];

type Cover = (sheet: Sheet, body: Pigment, rim: Pigment, y: number) => void;

const label: Cover = (sheet, _body, _rim, y) => {
  sheet.paint(rect(316, y + 74, 172, 104, 4), hex(PIGMENTS.paper));
  sheet.seam(d`M316 ${y + 74}h172v104h-172Z`);
  sheet.stroke(d`M340 ${y + 110}h124M340 ${y + 140}h88`, hex(PIGMENTS.ink, 0.15), 4);
};
const bar: Cover = (sheet, _body, rim, y) => {
  sheet.paint(rect(258, y + 264, 296, 46), hex(rim));
  sheet.seam(d`M258 ${y + 264}h296M258 ${y + 310}h296`);
};
const ringed: Cover = (sheet, body, rim, y) => {
  sheet.paint(circle(404, y + 164, 74), hex(rim));
  sheet.paint(circle(404, y + 164, 40), hex(body));
  sheet.seam(d`M330 ${y + 164}a74 74 0 1 0 148 0a74 74 0 1 0 -148 0M364 ${y + 164}a40 40 0 1 0 80 0a40 40 0 1 0 -80 0`);
};
const halves: Cover = (sheet, _body, rim, y) => {
  sheet.paint(path(d`M258 ${y + 210}H554V790Q554 800 544 800H258Z`), hex(rim));
  sheet.seam(d`M258 ${y + 210}h296`);
};
const lines: Cover = (sheet, _body, rim, y) => {
  sheet.line(
    count(6)
      .map((i) => d`M290 ${y + 70 + i * 26}h${230 - i * 26}`)
      .join(""),
    hex(rim),
    9,
  );
};
const corners: Cover = (sheet, _body, rim, y) => {
  sheet.paint(path(d`M470 ${y}H544Q554 ${y} 554 ${y + 10}V${y + 84}ZM470 800H544Q554 800 554 790V716Z`), hex(rim));
  sheet.seam(d`M470 ${y}L554 ${y + 84}M470 800L554 716`);
};
const COVERS: readonly Kind<Cover>[] = [
  [label, "school account letter log"],
  [bar, "day"],
  [ringed, "travel"],
  [halves, "garden shopping"],
  [lines, "music"],
  [corners, "recipe drawing"],
];

/** A notebook standing, its pages showing at the right. */
export const notebook: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const y = random.pick([376, 376, 430, 340]);
  const binding = random.kind([["elastic", "day travel"], ["elastic"], ["ribbon"], ["stitched", "school"], ["spiral", "sketch", "only"]]);
  const cover = random.kind(COVERS);
  sheet.shadow(400, 800, 200, 0.07);
  sheet.turned(random.between(-4, -1), 400, 800, () => {
    sheet.body(rect(252, y + 2, 330, 800 - y, 8), hex(rim, -0.05));
    sheet.body(rect(244, y + 5, 326, 796 - y, 6), hex(PIGMENTS.paper));
    sheet.stroke(d`M564 ${y + 16}V796M558 ${y + 14}V798`, hex(PIGMENTS.oat, -0.12), 2);
    if (binding === "ribbon") sheet.line(d`M470 ${y}c-2 -20 4 -28 0 -40M470 796l-6 22`, hex(rim), 9);
    const outline = rect(232, y, 322, 800 - y, 10);
    sheet.body(outline, sheet.gradient(body, BOUND));
    cover(sheet, body, rim, y);
    if (binding === "elastic") sheet.body(rect(506, y, 12, 800 - y), hex(rim, -0.06));
    if (binding === "spiral") spiral(sheet, y);
    if (binding === "stitched")
      sheet.line(
        count(9)
          .map((i) => d`M250 ${y + 20 + i * ((776 - y) / 9)}v${(776 - y) / 16}`)
          .join(""),
        hex(rim),
        5,
      );
  });
  return { measured: { left: 232, right: 582, top: y, bottom: 802 }, reach: 216, focus: [470, y + 90], zoom: 0.5 };
};

function spiral(sheet: Sheet, y: number): void {
  const rings = count(14).map((i) => d`M256 ${y + 26 + i * ((760 - y) / 14)}c-14 -12 -38 -8 -36 4c2 8 18 8 28 4`);
  sheet.stroke(
    count(14)
      .map((i) => d`M257 ${y + 27 + i * ((760 - y) / 14)}h0`)
      .join(""),
    SHADE,
    10,
    'opacity=".5"',
  );
  sheet.line(rings.join(""), hex(PIGMENTS.steel, -0.16), 5);
}
