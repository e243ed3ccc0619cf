/** A product of the shop, complete: what the feed says and what is drawn. */
import type { Currency, Market } from "#contract/market";
import type { Money } from "#contract/money";
import type { Ground } from "#contract/pages";
import type { Colourway } from "../pictures/colourways.ts";
import type { Form } from "../pictures/forms.ts";
import type { Size } from "./sizes.ts";
import type { Text } from "./text.ts";

export interface Spec {
  readonly name: Text;
  readonly value: Text;
}

export interface Variant {
  readonly sku: string;
  readonly colourway: Colourway;
  readonly size: Size;
  readonly prices: readonly Money[];
  readonly stock: number;
  readonly gtin: string | undefined;
}

export interface Product {
  /** `nh-1042`. */
  readonly id: string;
  readonly handle: string;
  readonly room: string;
  readonly shelf: string;
  /** `Table > Mugs & cups`. */
  readonly type: string;
  readonly ground: Ground;
  readonly position: number;
  readonly form: Form;
  readonly drawingSeed: string;
  readonly title: Text;
  readonly detail: Text;
  /** Paragraphs apart by an empty line. */
  readonly description: Text;
  readonly material: Text;
  readonly specs: readonly Spec[];
  readonly colourways: readonly Colourway[];
  readonly sizes: readonly Size[];
  readonly markets: readonly Market[];
  readonly currencies: readonly Currency[];
  /** `2026-11-16`. */
  readonly released: string;
  /** The day orders are taken for, when it is not to be had yet. */
  readonly preorderUntil: string | undefined;
  readonly also: readonly string[];
  readonly variants: readonly Variant[];
}
