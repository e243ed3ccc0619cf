export const FORMS = [
  "mug",
  "cup",
  "bowls",
  "plate",
  "coffee-pot",
  "teapot",
  "jug",
  "pan",
  "casserole",
  "board",
  "spoons",
  "jar",
  "carafe",
  "tumblers",
  "vase",
  "lamp",
  "pendant",
  "candles",
  "lantern",
  "towel",
  "blanket",
  "cushion",
  "notebook",
  "pencils",
  "scissors",
  "tray",
  "watering-can",
  "trowel",
  "planter",
  "brush",
  "bucket",
  "soap",
  "basket",
  "flask",
  "rucksack",
  "stool",
] as const;

/** A kind of thing the shop can draw. */
export type Form = (typeof FORMS)[number];

/** `main` stands on the table line; `close-up` is at the rim; `drawing` is measured; `shelf` shares one scale. */
export type View = "main" | "close-up" | "drawing" | "shelf";

/** Forms that hang or lie flat: their tile has a wall and no table. */
export const HANGING: ReadonlySet<Form> = new Set(["pendant", "towel", "trowel", "brush", "scissors"]);
