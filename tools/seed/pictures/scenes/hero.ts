// The hero scenes are whole pictures for one box of any shape: drawn complete and as large as fits, standing on the
// box's lower edge, with the table running out to both sides. Light stays upper left in every composition.
import { rect } from "../geometry.ts";
import { leafyVase } from "../glass/vase.ts";
import { domeLamp } from "../light/lamp.ts";
import { Painting } from "../painting.ts";
import { PIGMENTS } from "../pigments.ts";
import { seededRandom } from "../random.ts";
import type { Sheet } from "../sheet.ts";
import { threeBowls } from "../table/bowls.ts";
import { tallPot } from "../table/coffee-pot.ts";
import { straightMug } from "../table/mug.ts";

const { butter, ink, sky, tomato, white } = PIGMENTS;

/** The table of the hero; its wall is the page's. */
const TABLE = "#153a8c";

const THINGS = {
  lamp: (sheet: Sheet) => domeLamp(sheet, { body: butter, rim: ink }),
  pot: (sheet: Sheet) => tallPot(sheet, { body: white, rim: tomato }),
  vase: (sheet: Sheet) => leafyVase(sheet, { body: tomato, rim: white }),
  mug: (sheet: Sheet) => straightMug(sheet, { body: sky, rim: white }, 290, true),
  bowls: (sheet: Sheet) => threeBowls(sheet, [tomato, white, white], tomato),
} as const;

type Thing = keyof typeof THINGS;
/** A thing, where its base is, and how large. */
type Placed = readonly [thing: Thing, x: number, y: number, scale: number];

export const heroWide = () =>
  composed([1440, 680], 562, [
    ["lamp", 815, 606, 0.79],
    ["pot", 1012, 618, 0.66],
    ["vase", 1282, 606, 0.68],
    ["mug", 912, 650, 0.48],
    ["bowls", 1122, 648, 0.5],
  ]);

export const heroWideRtl = () =>
  composed([1440, 680], 562, [
    ["lamp", 625, 606, 0.79],
    ["pot", 412, 618, 0.66],
    ["vase", 158, 606, 0.68],
    ["bowls", 306, 648, 0.5],
    ["mug", 508, 650, 0.48],
  ]);

export const heroTall = () =>
  composed([720, 1300], 1116, [
    ["vase", 592, 1164, 0.7],
    ["lamp", 206, 1168, 0.86],
    ["pot", 412, 1186, 0.76],
    ["mug", 208, 1244, 0.56],
    ["bowls", 478, 1242, 0.56],
  ]);

export const heroTallRtl = () =>
  composed([720, 1300], 1116, [
    ["vase", 124, 1164, 0.7],
    ["lamp", 514, 1168, 0.86],
    ["pot", 306, 1186, 0.76],
    ["bowls", 218, 1242, 0.56],
    ["mug", 476, 1244, 0.56],
  ]);

function composed([width, height]: readonly [number, number], tableLine: number, things: readonly Placed[]): string {
  const sheet = new Painting(seededRandom("scene", "hero"));
  sheet.paint(rect(-4000, tableLine, 9440, 4000), TABLE);
  for (const [thing, x, y, scale] of things) sheet.placed(x, y, scale, () => THINGS[thing](sheet));
  return sheet.print(`0 0 ${width} ${height}`, ' preserveAspectRatio="xMidYMax meet"');
}
