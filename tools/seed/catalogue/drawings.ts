/**
 * The seeds of pictures whose handle alone would not show what the words say, or not the colour. A seed is read for
 * words (`round-board` is round); a letter at its end only picks among those that fit.
 */
const SEEDS: Readonly<Record<string, string>> = {
  "rim-mug": "rim-mug i",
  "cup-and-saucer": "cup-and-saucer b",
  "rim-plate": "rim-plate c",
  "milk-pan": "milk-pan e",
  "sunday-roast-board": "sunday-roast-board d",
  "pizza-pie-board": "pizza-pie-board i",
  "herb-board": "herb-board f",
  "candle-pair-one": "three-candles one",
  "plain-candles": "household-candles dinner c",
  "birthday-candles-tall": "birthday-candles-tall dinner a",
  "christmas-market-towel": "christmas-market-towel check b",
  "strawberry-pot": "strawberry c",
  "market-basket": "market-basket a",
  "bedside-carafe": "bedside-carafe c",
  "garden-carafe": "garden-carafe j",
  "vinegar-carafe": "vinegar-carafe a",
  "flour-jar": "flour x",
  "coffee-jar": "coffee z",
  "tea-jar": "tea j",
  "rusk-jar": "rusk z",
  "sugar-jar": "sugar x",
  "spice-jar": "spice p",
  "rice-jar": "rice e",
  "lentil-bean-jar": "lentil-bean j",
  "dogs-jar": "dogs r",
  "muesli-jar": "muesli v",
  "button-jar": "button s",
  "bottle-brush": "bottle-brush e",
  "hand-broom": "hand-broom q",
  "nail-brush": "nail-brush j",
};

/** The seed of a product's pictures. */
export function drawingFor(handle: string): string {
  return SEEDS[handle] ?? handle;
}

/** The products that have a seed of their own. */
export const DRAWN_HANDLES: readonly string[] = Object.keys(SEEDS);
