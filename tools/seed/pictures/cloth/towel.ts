import type { DrawForm } from "../form.ts";
import { circle, count, d, path, rect } from "../geometry.ts";
import { cordLoop } from "../parts.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import { LYING, SHADE, type Stops } from "../shading.ts";
import type { Sheet } from "../sheet.ts";
import { WEAVES } from "./weave.ts";

const FOLDS: Stops = [
  [0, -0.03],
  [0.14, 0.03],
  [0.32, -0.02],
  [0.48, 0.035],
  [0.66, -0.035],
  [0.82, 0.02],
  [1, -0.06],
];

/** A towel on a rail, hung double over it, or on a hook by its loop. */
export const towel: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const hung = random.kind([["rail"], ["rail", "twill tea glass"], ["double", "bath lake"], ["hook", "hand oven"]]);
  const weave = random.kind(WEAVES);
  const fringed = random.chance(0.45);
  if (hung === "hook") return onHook(sheet, body, rim);
  const [width, length] = [random.between(280, 320), random.between(480, 540)];
  const [x, y] = [400 - width / 2, 240];
  sheet.onWall(() => {
    if (hung === "double")
      sheet.body(
        path(sheetOfCloth(x + 26, y, width - 8, length - 90)),
        sheet.gradient(
          body,
          FOLDS.map(([at, step]) => [at, step - 0.06]),
        ),
      );
    const outline = path(sheetOfCloth(x, y, width, length));
    sheet.body(outline, sheet.gradient(body, FOLDS));
    sheet.within(outline, () => weave(sheet, { x, y, width, height: length, folds: FOLDS }, rim));
    if (fringed)
      sheet.line(
        count(Math.floor(width / 9))
          .map((i) => d`M${x + 5 + i * 9} ${y + length - 4}v24`)
          .join(""),
        hex(body, -0.05),
        3.6,
      );
    rail(sheet, x, y, width);
    sheet.stroke(d`M${x + 2} ${y + 20}Q400 ${y + 8} ${x + width - 2} ${y + 20}`, SHADE, 14, 'opacity=".07"');
  });
  return {
    measured: { left: x, right: x + width, top: y - 8, bottom: y + length },
    focus: [x + width * 0.72, y + length * 0.8],
    zoom: 0.44,
  };
};

function sheetOfCloth(x: number, y: number, width: number, length: number): string {
  const [right, bottom] = [x + width, y + length];
  return d`M${x + 2} ${y - 6}Q${x + width / 2} ${y - 14} ${right - 2} ${y - 6}C${right + 4} ${y + length * 0.4} ${right - 4} ${y + length * 0.7} ${right + 3} ${bottom - 4}Q${x + width * 0.75} ${bottom + 7} ${x + width * 0.5} ${bottom - 2}Q${x + width * 0.25} ${bottom - 9} ${x - 2} ${bottom}C${x + 5} ${y + length * 0.7} ${x - 3} ${y + length * 0.4} ${x + 2} ${y - 6}Z`;
}

function rail(sheet: Sheet, x: number, y: number, width: number): void {
  sheet.body(rect(x - 52, y - 20, width + 104, 18, 9), sheet.gradient(PIGMENTS.oak, LYING, "down"));
  for (const end of [x - 52, x + width + 52]) sheet.body(circle(end, y - 11, 15), sheet.gradient(PIGMENTS.oak));
}

function onHook(sheet: Sheet, body: Pigment, rim: Pigment) {
  const length = sheet.random.between(470, 530);
  const bottom = 250 + length;
  const outline = path(
    d`M400 246C424 250 470 280 494 340C514 420 506 ${bottom - 150} 522 ${bottom - 30}L470 ${bottom}L428 ${bottom - 22}L392 ${bottom + 14}L346 ${bottom - 16}L286 ${bottom - 40}C302 ${bottom - 170} 290 420 308 340C332 280 376 250 400 246Z`,
  );
  sheet.onWall(() => {
    sheet.body(outline, sheet.gradient(body, FOLDS));
    sheet.within(outline, () => {
      const [low, lower] = [bottom - 120, bottom - 84];
      sheet.line(
        d`M270 ${low}Q346 ${low + 26} 396 ${low + 46}T540 ${low}M270 ${lower}Q346 ${lower + 26} 396 ${lower + 46}T540 ${lower}`,
        hex(rim),
        16,
      );
      sheet.stroke(
        d`M388 262C360 380 372 560 346 ${bottom}M408 262C436 400 420 560 436 ${bottom}M396 262C398 400 388 600 392 ${bottom}`,
        SHADE,
        9,
        'opacity=".1"',
      );
    });
  });
  cordLoop(sheet, 400, 256, 62, rim, true);
  return { measured: { left: 286, right: 522, top: 246, bottom }, focus: [440, bottom - 120], zoom: 0.44 } as const;
}
