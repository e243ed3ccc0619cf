import { d, ellipse, rect } from "../geometry.ts";
import { Painting } from "../painting.ts";
import { hex, PIGMENTS } from "../pigments.ts";
import { seededRandom } from "../random.ts";
import { LYING, SHADE } from "../shading.ts";
import type { Sheet } from "../sheet.ts";
import { threeBowls } from "../table/bowls.ts";
import { pearJugOutline } from "../table/jug.ts";
import { straightMug } from "../table/mug.ts";

const { butter, cobalt, white } = PIGMENTS;

/** Reads on both papers: the colour of control borders, which contrasts with light and dark. */
const DOTTED = "#78849a";

/** A shelf with nothing on it but the mark of what stood there. */
export function shelfEmpty(): string {
  const sheet = new Painting(seededRandom("scene", "empty"));
  plank(sheet, 60, 580, 96);
  sheet.paint(ellipse(320, 100, 106, 5), SHADE, 'opacity=".16"');
  return sheet.print("0 0 640 160");
}

/** A shelf with a gap in the shape of what is missing. */
export function shelfMissing(): string {
  const sheet = new Painting(seededRandom("scene", "missing"));
  plank(sheet, 40, 760, 226);
  // Shadows end where the shelf does.
  sheet.within(rect(40, 0, 720, 290), () => {
    sheet.placed(196, 224, 0.56, () => straightMug(sheet, { body: white, rim: cobalt }, 300, true));
    sheet.placed(406, 224, 0.42, () => sheet.stroke(pearJugOutline(), DOTTED, 8, 'stroke-dasharray="0 21"'));
    sheet.placed(632, 224, 0.54, () => threeBowls(sheet, [butter, white, white], cobalt));
  });
  return sheet.print("0 0 800 290");
}

function plank(sheet: Sheet, from: number, to: number, y: number): void {
  for (const x of [from + 74, to - 88]) sheet.paint(rect(x, y + 14, 14, 34), hex(PIGMENTS.oak, -0.14));
  sheet.paint(rect(from, y, to - from, 18, 3), sheet.gradient(PIGMENTS.oak, LYING, "down"));
  sheet.stroke(d`M${from + 20} ${y + 8}H${to - 120}M${from + 180} ${y + 12}H${to - 30}`, hex(PIGMENTS.oak, -0.07), 1.5);
}
