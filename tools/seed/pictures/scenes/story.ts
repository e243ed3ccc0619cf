import { saucepan } from "../kitchen/pan.ts";
import { Painting } from "../painting.ts";
import { PIGMENTS } from "../pigments.ts";
import { seededRandom } from "../random.ts";
import { pearJug } from "../table/jug.ts";
import { straightMug } from "../table/mug.ts";

/** White enamel with a cobalt edge, large: jug, pan and two mugs on a tile whose table starts at 74 percent. */
export function story(): string {
  const sheet = new Painting(seededRandom("scene", "story"));
  const pair = { body: PIGMENTS.white, rim: PIGMENTS.cobalt };
  sheet.placed(372, 812, 1.32, () => pearJug(sheet, pair));
  sheet.placed(762, 806, 0.94, () => saucepan(sheet, pair));
  sheet.placed(938, 884, 0.62, () => straightMug(sheet, pair, 250, true));
  sheet.placed(596, 884, 0.96, () => straightMug(sheet, pair, 300, false));
  return sheet.print("0 0 1120 960");
}
