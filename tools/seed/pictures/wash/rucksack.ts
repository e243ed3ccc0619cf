import type { DrawForm, Facts, Pair } from "../form.ts";
import { circle, count, d, path, rect } from "../geometry.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import { FLAT, LYING, SHADE, type Stops } from "../shading.ts";
import type { Sheet } from "../sheet.ts";

type Kind = (sheet: Sheet, pair: Pair) => Facts;

const FLAP: Stops = [
  [0, 0],
  [0.25, 0.08],
  [0.6, 0.03],
  [1, -0.07],
];

const flapped: Kind = (sheet, { body, rim }) => {
  const { random } = sheet;
  const pocket = random.chance(0.7);
  const straps = random.pick([[310, 466], [310, 466], [388]]);
  shoulders(sheet, body, rim);
  sheet.body(
    path("M232 420C232 300 300 244 400 244C500 244 568 300 568 420L580 770Q582 802 550 802H250Q218 802 220 770Z"),
    sheet.gradient(body),
  );
  if (pocket) pouch(sheet, body);
  sheet.body(
    path("M228 400C232 300 300 240 400 240C500 240 568 300 572 400L574 470Q486 512 400 512Q314 512 226 470Z"),
    sheet.gradient(body, FLAP),
  );
  const at = random.between(424, 452);
  for (const x of straps) strap(sheet, x, at, pocket ? 206 : 150, rim);
  return { measured: { left: 218, right: 582, top: 242, bottom: 804 }, focus: [460, 500], zoom: 0.46 };
};

const rolled: Kind = (sheet, { body, rim }) => {
  shoulders(sheet, body, rim);
  sheet.body(path("M236 356H564L582 768Q584 802 552 802H248Q216 802 218 768Z"), sheet.gradient(body));
  if (sheet.random.chance(0.6)) {
    sheet.body(
      path("M276 600H524V756Q524 774 506 774H294Q276 774 276 756Z"),
      sheet.gradient(body, FLAT),
      `stroke="${hex(body, -0.14)}" stroke-width="4"`,
    );
    sheet.line("M290 628H510", hex(rim), 7);
  }
  sheet.body(rect(222, 262, 356, 104, 44), sheet.gradient(body, LYING, "down"));
  sheet.stroke("M246 316H554M250 340H550", hex(body, -0.14), 4);
  strap(sheet, sheet.random.between(380, 396), 256, sheet.random.between(230, 290), rim);
  return { measured: { left: 218, right: 582, top: 262, bottom: 804 }, focus: [440, 400], zoom: 0.46 };
};

const drawstring: Kind = (sheet, { body, rim }) => {
  sheet.shadow(400, 802, 180, 0.1);
  sheet.tube("M312 330C190 420 180 640 236 776", rim, 15);
  sheet.tube("M488 330C610 420 620 640 564 776", rim, 15);
  sheet.body(
    path(
      "M300 300C330 288 350 302 372 292C392 302 410 290 430 300C452 290 474 300 500 298C492 330 496 344 520 370C570 430 584 560 580 690C580 776 540 804 400 804C260 804 220 776 220 690C216 560 230 430 280 370C304 344 308 330 300 300Z",
    ),
    sheet.gradient(body),
  );
  const pleats = count(6).map((i) => d`M${322 + i * 32} 346C${300 + i * 40} 400 ${282 + i * 47} 470 ${276 + i * 50} 540`);
  sheet.stroke(pleats.join(""), SHADE, 6, 'opacity=".1"');
  const base = sheet.random.pick([rim, body]);
  const cord = sheet.random.between(90, 150);
  sheet.body(path("M222 660C300 690 500 690 578 660C584 776 540 804 400 804C260 804 216 776 222 660Z"), sheet.gradient(base, FLAT));
  sheet.line("M308 344Q400 362 500 342", hex(rim), 13);
  sheet.line(d`M420 352q30 60 8 ${cord}M404 354q-6 60 -26 112`, hex(rim, -0.05), 8);
  return { measured: { left: 218, right: 582, top: 294, bottom: 804 }, focus: [420, 370], zoom: 0.46 };
};

const tote: Kind = (sheet, { body, rim }) => {
  const y = sheet.random.between(440, 490);
  sheet.shadow(400, 802, 190, 0.1);
  sheet.tube(d`M318 ${y + 10}C312 ${y - 250} 488 ${y - 250} 482 ${y + 10}`, rim, 17);
  sheet.body(path(d`M212 ${y}Q400 ${y + 14} 588 ${y}L570 780Q568 802 546 802H254Q232 802 230 780Z`), sheet.gradient(body));
  sheet.paint(path(d`M212 ${y}Q400 ${y + 14} 588 ${y}L587 ${y + 30}Q400 ${y + 44} 214 ${y + 30}Z`), sheet.gradient(body, FLAP));
  const pocket = sheet.random.chance(0.6);
  if (pocket)
    sheet.body(
      path(d`M300 ${y + 130}H500V${y + 260}Q500 ${y + 280} 480 ${y + 280}H320Q300 ${y + 280} 300 ${y + 260}Z`),
      sheet.gradient(rim, FLAT),
    );
  sheet.line(d`M300 ${y + 130}V${y + 20}C294 ${y - 210} 506 ${y - 210} 500 ${y + 20}V${y + 130}`, hex(rim), 19);
  for (const x of [300, 500]) sheet.paint(circle(x, y + 118, 6), hex(PIGMENTS.brass));
  return { measured: { left: 212, right: 588, top: y, bottom: 804 }, peak: y - 190, focus: [460, y + 60], zoom: 0.46 };
};

/** A bag for carrying: flapped, rolled, drawn together or with two long handles. */
export const rucksack: DrawForm = (sheet, pair) =>
  sheet.random.kind([[flapped, "day"], [flapped], [rolled, "weekend"], [drawstring, "childs"], [tote]])(sheet, pair);

function shoulders(sheet: Sheet, body: Pigment, rim: Pigment): void {
  sheet.shadow(400, 802, 190, 0.1);
  sheet.line("M352 262C350 190 450 190 448 262", hex(rim, -0.08), 18);
  sheet.body(path("M222 560C196 600 190 700 206 780H240V560Z"), hex(body, -0.12));
  sheet.body(path("M578 560C604 600 610 700 594 780H560V560Z"), hex(body, -0.16));
}

function pouch(sheet: Sheet, body: Pigment): void {
  sheet.body(
    path("M274 566H526V748Q526 768 506 768H294Q274 768 274 748Z"),
    sheet.gradient(body, FLAT),
    `stroke="${hex(body, -0.14)}" stroke-width="4"`,
  );
  sheet.body(path("M268 556H532V600Q466 624 400 624Q334 624 268 600Z"), sheet.gradient(body, FLAP));
}

function strap(sheet: Sheet, x: number, y: number, length: number, rim: Pigment): void {
  sheet.body(rect(x, y, 24, length, 4), sheet.gradient(rim));
  sheet.body(rect(x - 5, y + length * 0.4, 34, 26, 4), "none", `stroke="${hex(PIGMENTS.brass)}" stroke-width="7"`);
}
