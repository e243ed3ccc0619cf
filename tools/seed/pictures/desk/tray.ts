import type { DrawForm, Facts, Pair } from "../form.ts";
import { circle, count, d, path, rect } from "../geometry.ts";
import { hex, PIGMENTS } from "../pigments.ts";
import { FLAT, SHADE } from "../shading.ts";
import type { Sheet } from "../sheet.ts";

type Kind = (sheet: Sheet, pair: Pair) => Facts;

const drawers: Kind = (sheet, { body, rim }) => {
  const { random } = sheet;
  const number = random.kind([[2, "pen hall"], [3, "letter sewing"], [4, "stamp seed"], [3]]);
  const height = number === 4 ? 86 : 104;
  const pull = random.kind([["label", "trays"], ["label"], ["knob"], ["slot"]]);
  sheet.shadow(400, 800, 270, 0.06);
  for (const i of count(number)) {
    const y = 800 - i * height;
    sheet.body(rect(160, y - height + 6, 480, height - 6, 8), sheet.gradient(body, FLAT));
    sheet.paint(rect(180, y - height + 16, 440, 11, 4), hex(body, -0.16));
    sheet.seam(d`M180 ${y - height + 16}h440v11h-440Z`);
    if (pull === "slot") sheet.body(rect(350, y - 50, 100, 22, 11), hex(body, -0.24));
    if (pull === "knob") sheet.body(circle(400, y - height * 0.4, 17), sheet.gradient(rim));
    if (pull === "label")
      sheet.body(rect(350, y - height * 0.58, 100, 32, 4), hex(PIGMENTS.paper), `stroke="${hex(rim)}" stroke-width="5"`);
    if (pull === "label") sheet.paint(circle(400, y - 14, 7), hex(PIGMENTS.brass));
  }
  const top = 800 - number * height;
  sheet.body(rect(150, top - 8, 500, 14, 4), hex(body, 0.04));
  books(sheet, 230, top - 8, { body, rim });
  return { measured: { left: 150, right: 650, top: top - 8, bottom: 800 }, focus: [400, top + 70], zoom: 0.44 };
};

const letters: Kind = (sheet, { body, rim }) => {
  const number = sheet.random.pick([2, 3]);
  sheet.shadow(400, 800, 260, 0.06);
  for (const side of [176, 612]) sheet.body(rect(side, 800 - number * 120, 12, number * 120, 4), sheet.gradient(rim));
  for (const i of count(number)) {
    const y = 796 - i * 120;
    const sheets = sheet.random.pick([2, 4, 6]);
    for (const k of count(sheets))
      sheet.body(rect(200 + sheet.random.between(-8, 10), y - 44 - k * 8, 384, 7, 2), hex(PIGMENTS.paper, k % 2 ? -0.03 : 0));
    sheet.body(
      path(
        d`M164 ${y - 58}Q164 ${y - 66} 172 ${y - 66}Q178 ${y - 66} 182 ${y - 58}L200 ${y - 36}H330Q346 ${y - 36} 352 ${y - 24}Q358 ${y - 18} 400 ${y - 18}Q442 ${y - 18} 448 ${y - 24}Q454 ${y - 36} 470 ${y - 36}H600L618 ${y - 58}Q622 ${y - 66} 628 ${y - 66}Q636 ${y - 66} 636 ${y - 58}V${y - 4}Q636 ${y} 630 ${y}H170Q164 ${y} 164 ${y - 4}Z`,
      ),
      sheet.gradient(body, FLAT),
    );
  }
  return { measured: { left: 164, right: 636, top: 800 - number * 120, bottom: 800 }, focus: [420, 730 - (number - 1) * 120], zoom: 0.44 };
};

const valet: Kind = (sheet, { body, rim }) => {
  const { random } = sheet;
  const [depth, open] = [random.between(62, 90), random.between(30, 46)];
  const y = 800 - depth;
  sheet.shadow(400, 800, 270, 0.07);
  sheet.body(path(d`M${178 + open} ${y - open * 1.6}H${622 - open}L640 ${y}H160Z`), hex(body, -0.16));
  sheet.turned(-3, 300, y, () => {
    sheet.body(rect(214, y - 40, 250, 20, 9), sheet.gradient(rim, FLAT, "down"));
    sheet.body(path(d`M464 ${y - 40}l40 10l-40 10Z`), hex(PIGMENTS.beech));
  });
  if (random.chance(0.6))
    sheet.body(
      path(d`M500 ${y}V${y - 66}Q500 ${y - 82} 516 ${y - 82}H560Q576 ${y - 82} 576 ${y - 66}V${y}Z`),
      sheet.gradient(random.pick([PIGMENTS.butter, PIGMENTS.sky, PIGMENTS.tomato])),
    );
  if (random.chance(0.6))
    sheet.body(circle(250, y - 26, 40), hex(PIGMENTS.brass), `stroke="${hex(PIGMENTS.brass, -0.14)}" stroke-width="7"`);
  sheet.body(
    path(d`M154 ${y - 6}Q154 ${y - 14} 162 ${y - 14}H638Q646 ${y - 14} 646 ${y - 6}L634 790Q633 800 622 800H178Q167 800 166 790Z`),
    sheet.gradient(body),
  );
  sheet.stroke(d`M160 ${y - 8}H640`, hex(rim), 11);
  sheet.stroke(d`M172 794H628`, SHADE, 8, 'opacity=".1"');
  return { measured: { left: 154, right: 646, top: y - 14, bottom: 800 }, focus: [470, y - 20], zoom: 0.46 };
};

/** Something to keep a desk in: drawers, letter trays or one low tray. */
export const tray: DrawForm = (sheet, pair) => sheet.random.kind([[drawers, "trays"], [drawers], [letters], [valet]])(sheet, pair);

function books(sheet: Sheet, x: number, y: number, { rim }: Pair): void {
  const { random } = sheet;
  if (random.chance(0.25)) return;
  sheet.body(rect(x, y - 38, 150, 38, 4), sheet.gradient(rim, FLAT));
  if (random.chance(0.6))
    sheet.body(
      rect(x + random.between(4, 20), y - 72, 130, 34, 4),
      sheet.gradient(random.pick([PIGMENTS.butter, PIGMENTS.tomato, PIGMENTS.sky]), FLAT),
    );
}
