/** How a thing is made: what its maker's trade lets the shop say about it, whatever its name. */
import type { Place } from "../places.ts";
import type { Text } from "../text.ts";

export interface Make {
  readonly material: Text;
  /** One line of material for the card; neighbours take turns. */
  readonly details: readonly Text[];
  /** How it is made, two sentences. */
  readonly making: readonly Text[];
  /** What goes wrong with it, and what then. */
  readonly flaws: readonly Text[];
  readonly care: Text;
  readonly places: readonly Place[];
}
