/** Every make by the name a catalogue row uses. */
import { cushionCloth, towelCloth, wool } from "./cloth.ts";
import { drawers, paper, pencil, scissors } from "./desk.ts";
import { handTool, potClay, wateringSteel } from "./garden.ts";
import { boardWood, castIron, jarGlass, spoonWood, vaseClay } from "./kitchen.ts";
import { candle, lamp, lantern, pendant } from "./light.ts";
import type { Make } from "./make.ts";
import { blownGlass, enamel, pressedGlass, stoneware } from "./table.ts";
import { basketry, brush, bucket, canvas, flask, soap, stool } from "./wash.ts";

export const MAKES = {
  enamel,
  stoneware,
  pressedGlass,
  blownGlass,
  castIron,
  boardWood,
  spoonWood,
  jarGlass,
  vaseClay,
  lamp,
  pendant,
  candle,
  lantern,
  towelCloth,
  wool,
  cushionCloth,
  paper,
  pencil,
  scissors,
  drawers,
  wateringSteel,
  handTool,
  potClay,
  brush,
  soap,
  bucket,
  basketry,
  flask,
  canvas,
  stool,
} as const satisfies Readonly<Record<string, Make>>;

export type MakeName = keyof typeof MAKES;
