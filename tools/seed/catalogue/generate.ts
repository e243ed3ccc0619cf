/** The whole catalogue of Nearhand from one seed: same seed, same shop. */
import { MARKET_NAMES } from "#contract/market";
import { measuresOf } from "../pictures/draw.ts";
import { readColourways } from "./colours.ts";
import { drawingFor } from "./drawings.ts";
import { MAKES } from "./makes/all.ts";
import { currenciesOf } from "./prices.ts";
import type { Product } from "./product.ts";
import { at, description } from "./prose.ts";
import { type Chance, chanceFor } from "./random.ts";
import { IN_FRONT, ROOMS } from "./rooms.ts";
import type { Room, Row, Shelf } from "./row.ts";
import { readSizes } from "./sizes.ts";
import { specsOf } from "./specs.ts";
import { combinationsMade, variantOf } from "./variants.ts";

/** The Rim mug, our first, has this number. */
const FIRST_NUMBER = 1042;
/** The Monday on which the listing `new` was put up. */
const NEW_SINCE = "2026-11-16";
const OPENED = Date.UTC(2024, 2, 4);
const DAY = 86_400_000;

export function catalogue(seed = 1): readonly Product[] {
  const placed = ROOMS.flatMap((room) => room.shelves.flatMap((shelf) => shelf.rows.map((row, index) => ({ room, shelf, row, index }))));
  return placed.map((place, i) => productOf({ ...place, number: FIRST_NUMBER + i, seed }));
}

interface Place {
  readonly room: Room;
  readonly shelf: Shelf;
  readonly row: Row;
  /** 0-based, within the shelf. */
  readonly index: number;
  readonly number: number;
  readonly seed: number;
}

function productOf({ room, shelf, row, index, number, seed }: Place): Product {
  const handle = handleFor(row.name.en);
  const chance = chanceFor(`${seed} ${handle}`);
  const make = MAKES[row.make];
  const sizes = readSizes(row.sizes);
  const colourways = readColourways(row.colours);
  const made = combinationsMade(sizes, colourways, row.more, chance);
  const markets = row.more.markets ?? MARKET_NAMES;
  const currencies = currenciesOf(markets);
  const drawingSeed = drawingFor(handle);
  return {
    id: `nh-${number}`,
    handle,
    room: room.handle,
    shelf: shelf.handle,
    type: `${room.title.en} > ${shelf.title.en}`,
    ground: shelf.ground,
    position: positionOf(handle, index),
    form: row.form,
    drawingSeed,
    title: row.name,
    detail: row.more.detail ?? at(make.details, index),
    description: description({ note: row.note, make, turn: index, sizes, colourways, made }),
    material: make.material,
    specs: specsOf(make, index, sizes, measuresOf(row.form, drawingSeed)),
    colourways,
    sizes,
    markets,
    currencies,
    released: releasedOn(row, chance),
    preorderUntil: row.more.soon,
    also: row.more.also ?? [],
    variants: made.map((one, i) => variantOf(one, i + 1, { number, currencies, more: row.more, chance })),
  };
}

/** Lower-case words and hyphens: `Müller's platter` is `mullers-platter`. */
export function handleFor(title: string): string {
  const plain = title.normalize("NFKD").replace(/[\u0300-\u036f'’]/g, "");
  return plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function positionOf(handle: string, index: number): number {
  const front = IN_FRONT.indexOf(handle);
  return front >= 0 ? front + 1 : (index + 1) * 100;
}

/** New things since Monday; the rest on some weekday since the shop opened. */
function releasedOn({ more }: Row, chance: Chance): string {
  const weeks = chance.whole(0, 130);
  const weekday = chance.whole(0, 4);
  if (more.also?.includes("new")) return NEW_SINCE;
  return new Date(OPENED + (weeks * 7 + weekday) * DAY).toISOString().slice(0, 10);
}
