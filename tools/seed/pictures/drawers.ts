import { blanket } from "./cloth/blanket.ts";
import { cushion } from "./cloth/cushion.ts";
import { towel } from "./cloth/towel.ts";
import { notebook } from "./desk/notebook.ts";
import { pencils } from "./desk/pencils.ts";
import { scissors } from "./desk/scissors.ts";
import { tray } from "./desk/tray.ts";
import type { DrawForm } from "./form.ts";
import type { Form } from "./forms.ts";
import { planter } from "./garden/planter.ts";
import { trowel } from "./garden/trowel.ts";
import { wateringCan } from "./garden/watering-can.ts";
import { carafe } from "./glass/carafe.ts";
import { jar } from "./glass/jar.ts";
import { tumblers } from "./glass/tumblers.ts";
import { vase } from "./glass/vase.ts";
import { board } from "./kitchen/board.ts";
import { casserole } from "./kitchen/casserole.ts";
import { pan } from "./kitchen/pan.ts";
import { spoons } from "./kitchen/spoons.ts";
import { candles } from "./light/candles.ts";
import { lamp } from "./light/lamp.ts";
import { lantern } from "./light/lantern.ts";
import { pendant } from "./light/pendant.ts";
import { bowls } from "./table/bowls.ts";
import { coffeePot } from "./table/coffee-pot.ts";
import { cup } from "./table/cup.ts";
import { jug } from "./table/jug.ts";
import { mug } from "./table/mug.ts";
import { plate } from "./table/plate.ts";
import { teapot } from "./table/teapot.ts";
import { basket } from "./wash/basket.ts";
import { brush } from "./wash/brush.ts";
import { bucket } from "./wash/bucket.ts";
import { flask } from "./wash/flask.ts";
import { rucksack } from "./wash/rucksack.ts";
import { soap } from "./wash/soap.ts";
import { stool } from "./wash/stool.ts";

/** Who draws which form. */
export const DRAWERS: Readonly<Record<Form, DrawForm>> = {
  mug,
  cup,
  bowls,
  plate,
  "coffee-pot": coffeePot,
  teapot,
  jug,
  pan,
  casserole,
  board,
  spoons,
  jar,
  carafe,
  tumblers,
  vase,
  lamp,
  pendant,
  candles,
  lantern,
  towel,
  blanket,
  cushion,
  notebook,
  pencils,
  scissors,
  tray,
  "watering-can": wateringCan,
  trowel,
  planter,
  brush,
  bucket,
  soap,
  basket,
  flask,
  rucksack,
  stool,
};
