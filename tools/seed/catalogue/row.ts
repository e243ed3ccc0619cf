/** A product as the shelves' tables write it: what is worth saying about this one thing; the rest follows from its make. */

import type { Market } from "#contract/market";
import type { Ground } from "#contract/pages";
import type { Form } from "../pictures/forms.ts";
import type { MakeName } from "./makes/all.ts";
import type { Text } from "./text.ts";

export interface Row {
  readonly form: Form;
  readonly make: MakeName;
  /** `220ml 120g 14, 350ml 168g 16`: see sizes.ts. */
  readonly sizes: string;
  /** `WC BP TW`: the first is the one on the card. */
  readonly colours: string;
  readonly name: Text;
  readonly note: Text;
  readonly more: More;
}

export interface More {
  /** Replaces the make's line of material. */
  readonly detail?: Text;
  /** `500ml WC, 500ml BP`: not made. Without it, chance leaves a few out. */
  readonly not?: string;
  /** Further listings it stands in. */
  readonly also?: readonly ("new" | "evening" | "enamel-set")[];
  /** Sold only there. */
  readonly markets?: readonly Market[];
  /** All variants at this number; `soon` takes orders ahead. */
  readonly stock?: number;
  readonly soon?: string;
}

export interface Shelf {
  readonly handle: string;
  readonly ground: Ground;
  readonly title: Text;
  readonly intro: Text;
  readonly rows: readonly Row[];
}

export interface Room {
  readonly handle: string;
  readonly title: Text;
  readonly intro: Text;
  /** The product whose picture stands beside the room's name. */
  readonly picture: string;
  readonly shelves: readonly Shelf[];
}

export function row(form: Form, make: MakeName, sizes: string, colours: string, name: Text, note: Text, more: More = {}): Row {
  return { form, make, sizes, colours, name, note, more };
}
