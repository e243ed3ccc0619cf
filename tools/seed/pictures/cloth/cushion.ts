import type { DrawForm } from "../form.ts";
import { circle, count, d, path } from "../geometry.ts";
import { hex, type Pigment } from "../pigments.ts";
import { SHADE, type Stops } from "../shading.ts";
import type { Sheet } from "../sheet.ts";
import { WEAVES } from "./weave.ts";

const PLUMP: Stops = [
  [0, -0.06],
  [0.3, 0.035],
  [0.7, -0.01],
  [1, -0.11],
];

interface Shape {
  readonly outline: string;
  readonly box: readonly [left: number, top: number, right: number];
  readonly corners: readonly (readonly [number, number])[];
}

const SQUARE: Shape = {
  outline:
    "M190 436C260 424 330 420 400 420C470 420 540 424 610 436C616 490 612 550 612 612C612 674 616 736 610 792C540 804 470 806 400 806C330 806 260 804 190 792C184 736 188 674 188 612C188 550 184 490 190 436Z",
  box: [188, 420, 612],
  corners: [
    [190, 436],
    [610, 436],
    [190, 792],
    [610, 792],
  ],
};
const LONG: Shape = {
  outline:
    "M150 556C240 546 320 542 400 542C480 542 560 546 650 556C656 594 652 634 652 676C652 716 656 756 650 792C560 804 480 806 400 806C320 806 240 804 150 792C144 756 148 716 148 676C148 634 144 594 150 556Z",
  box: [148, 542, 652],
  corners: [
    [150, 556],
    [650, 556],
    [150, 792],
    [650, 792],
  ],
};
const ROUND: Shape = {
  outline: "M400 412C520 412 606 500 606 610C606 722 520 806 400 806C280 806 194 722 194 610C194 500 280 412 400 412Z",
  box: [194, 412, 606],
  corners: [],
};
const PILLOW: Shape = {
  outline:
    "M172 462C230 486 320 490 400 490C480 490 570 486 628 462C612 530 606 590 606 634C606 690 612 746 628 798C570 806 480 804 400 804C320 804 230 806 172 798C188 746 194 690 194 634C194 590 188 530 172 462Z",
  box: [194, 484, 606],
  corners: [
    [172, 462],
    [628, 462],
    [172, 798],
    [628, 798],
  ],
};

/** A cushion: square, long, round or pinched at its corners. */
export const cushion: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const shape = random.kind([
    [SQUARE],
    [SQUARE, "sofa sailors porch window"],
    [LONG, "back travel"],
    [ROUND, "round"],
    [PILLOW, "floor bed chair"],
  ]);
  const { outline, box, corners } = shape;
  const [left, top, right] = box;
  const weave = random.kind(WEAVES);
  const finish = random.pick(["piping", "piping", "tassels", "button"]);
  sheet.shadow(400, 800, (right - left) / 2 + 10, 0.1);
  if (finish === "tassels") for (const [x, y] of corners) tassel(sheet, x, y, rim);
  sheet.body(path(outline), sheet.gradient(body, PLUMP));
  sheet.within(path(outline), () => {
    weave(sheet, { x: left - 8, y: top - 6, width: right - left + 16, height: 816 - top, folds: PLUMP }, rim);
    sheet.shadeBelow(path(outline));
    if (finish === "button" || shape === ROUND) creases(sheet, (top + 806) / 2);
  });
  if (finish === "piping") sheet.stroke(outline, hex(rim, -0.02), 6);
  if (finish === "button" || shape === ROUND) sheet.body(circle(400, (top + 806) / 2, 15), sheet.gradient(rim));
  return { measured: { left, right, top, bottom: 806 }, focus: [right - 90, top + 70], zoom: 0.44 };
};

function tassel(sheet: Sheet, x: number, y: number, pigment: Pigment): void {
  const side = x < 400 ? -1 : 1;
  const drop = y > 700 ? 4 : 40;
  const threads = count(5).map((i) => d`M${x} ${y}l${side * (10 + i * 5)} ${drop - i * 4}`);
  sheet.line(threads.join(""), hex(pigment, -0.06), 5);
  sheet.body(circle(x + side * 3, y + 2, 9), hex(pigment));
}

function creases(sheet: Sheet, y: number): void {
  const lines = count(8).map((i) => {
    const angle = (i / 8) * 2 * Math.PI + 0.3;
    return d`M${400 + 20 * Math.cos(angle)} ${y + 20 * Math.sin(angle)}q${50 * Math.cos(angle + 0.2)} ${50 * Math.sin(angle + 0.2)} ${92 * Math.cos(angle)} ${92 * Math.sin(angle)}`;
  });
  sheet.stroke(lines.join(""), SHADE, 5, 'opacity=".1"');
}
