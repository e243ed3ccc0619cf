import type { DrawForm } from "../form.ts";
import { count, d, ellipse, path, rect } from "../geometry.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import { LYING, SHADE } from "../shading.ts";
import type { Sheet } from "../sheet.ts";

const STEP = 86;

/** Blankets folded in a stack, some with one rolled on top. */
export const blanket: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const third = random.pick([PIGMENTS.white, PIGMENTS.oat, PIGMENTS.butter, PIGMENTS.rose]);
  const number = random.kind([[2, "picnic car travel"], [2], [3], [3, "check sofa winter"]]);
  const pigments = [body, rim, third, body];
  const rolled = number < 3;
  const pattern = random.kind([[rows], [rows], [checks, "check picnic"], [edgeBands, "winter reading"]]);
  sheet.shadow(400, 800, 250, 0.09);
  for (const i of count(number)) {
    fold(sheet, 172 + i * 8 + random.between(-8, 8), 800 - i * STEP, 452 - i * 16, pigments[i] as Pigment, (y, x, w) => {
      if (i !== 1 || number === 2) pattern(sheet, x, y, w, pigments[i + 1] as Pigment);
    });
  }
  const top = 800 - number * STEP;
  if (rolled) roll(sheet, top, pigments[number] as Pigment, number === 1 ? body : rim);
  const measured = { left: 170, right: 626, top: rolled ? top - 118 : top, bottom: 800 };
  return { measured, focus: [540, top + 40], zoom: 0.46 };
};

function fold(sheet: Sheet, x: number, y: number, w: number, pigment: Pigment, decorate: (y: number, x: number, w: number) => void): void {
  const outline = path(
    d`M${x + 30} ${y - 84}H${x + w - 6}Q${x + w + 4} ${y - 82} ${x + w - 1} ${y - 70}Q${x + w - 12} ${y - 42} ${x + w - 1} ${y - 12}Q${x + w + 4} ${y} ${x + w - 8} ${y}H${x + 34}Q${x - 6} ${y - 4} ${x - 4} ${y - 42}Q${x - 4} ${y - 82} ${x + 30} ${y - 84}Z`,
  );
  sheet.body(outline, sheet.gradient(pigment, LYING, "down"));
  sheet.within(outline, () => decorate(y, x, w));
  sheet.line(d`M${x + 24} ${y - 57}H${x + w - 9}M${x + 22} ${y - 28}H${x + w - 9}`, hex(pigment, -0.13), 3);
  const threads = count(13).map((i) => d`M${x + w - 6 - Math.abs(i - 6) * 0.2} ${y - 78 + i * 6}h${sheet.random.between(14, 22)}`);
  sheet.stroke(threads.join(""), hex(pigment, -0.05), 3);
}

function rows(sheet: Sheet, x: number, y: number, w: number, pigment: Pigment): void {
  sheet.line(
    count(5)
      .map((k) => d`M${x + w - 145 + k * 26} ${y - 92}v96`)
      .join(""),
    hex(pigment),
    11,
    'opacity=".85"',
  );
}

function checks(sheet: Sheet, x: number, y: number, w: number, pigment: Pigment): void {
  sheet.line(
    count(10)
      .map((k) => d`M${x + 40 + (k * (w - 60)) / 9} ${y - 92}v96`)
      .join(""),
    hex(pigment),
    17,
    'opacity=".5"',
  );
  sheet.line(d`M${x} ${y - 70}h${w}M${x} ${y - 42}h${w}M${x} ${y - 14}h${w}`, hex(pigment), 9, 'opacity=".5"');
}

function edgeBands(sheet: Sheet, x: number, y: number, w: number, pigment: Pigment): void {
  sheet.paint(rect(x + w - 116, y - 92, 54, 96), hex(pigment));
  sheet.paint(rect(x + w - 46, y - 92, 14, 96), hex(pigment));
  sheet.seam(d`M${x + w - 116} ${y - 84}v84M${x + w - 62} ${y - 84}v84`);
}

/** A blanket rolled up and tied, lying with its end to us. */
function roll(sheet: Sheet, y: number, pigment: Pigment, strap: Pigment): void {
  const [radius, x, end] = [58, 252, 548];
  const cy = y - radius;
  sheet.paint(rect(x - 30, y - 6, end - x + 70, 10, 5), SHADE, 'opacity=".14"');
  sheet.body(
    path(d`M${x} ${cy - radius}H${end}V${y}H${x}A34 ${radius} 0 0 1 ${x} ${cy - radius}Z`),
    sheet.gradient(pigment, LYING, "down"),
  );
  for (const at of [x + 52, end - 60]) {
    sheet.body(rect(at, cy - radius - 2, 20, radius * 2 + 3, 3), sheet.gradient(strap, LYING, "down"));
    sheet.paint(rect(at - 4, cy - 12, 28, 24, 4), hex(PIGMENTS.brass));
  }
  sheet.body(ellipse(end, cy, 36, radius), hex(pigment, -0.05));
  sheet.line(d`M${end + 22} ${cy}c0 -54 -46 -54 -46 0c0 44 36 44 36 2c0 -34 -26 -34 -26 0c0 22 16 22 16 2`, hex(pigment, -0.16), 4);
}
