import { MARKETS, type Market } from "#contract/market";
import type { CollectionLink, Ground, Navigation } from "#contract/pages";
import type { collections } from "../store/schema.ts";
import { localize } from "./localized.ts";

/** A collection with how many of its products are sold in the market, and when that changes by the clock. */
export type Shelf = typeof collections.$inferSelect & { readonly productCount: number; readonly changesAt: number | null };

/** All collections of a market at one instant, as pages look at them. */
export class Shelves {
  readonly #market: Market;
  readonly #byId: ReadonlyMap<string, Shelf>;
  readonly #byHandle: ReadonlyMap<string, Shelf>;
  readonly #productCount: number;
  /** The first instant at which one of the counts changes. */
  readonly changesAt: number | null;

  constructor(market: Market, inOrder: readonly Shelf[], productCount: number) {
    this.#market = market;
    this.#byId = new Map(inOrder.map((shelf) => [shelf.id, shelf]));
    this.#byHandle = new Map(inOrder.map((shelf) => [shelf.handle, shelf]));
    this.#productCount = productCount;
    const changes = inOrder.flatMap(({ changesAt }) => (changesAt === null ? [] : [changesAt]));
    this.changesAt = changes.length === 0 ? null : changes.reduce((a, b) => Math.min(a, b));
  }

  byId(id: string | null): Shelf | undefined {
    return id === null ? undefined : this.#byId.get(id);
  }

  byHandle(handle: string): Shelf | undefined {
    return this.#byHandle.get(handle);
  }

  /** The room a shelf stands in; a room stands in none. */
  roomOf(shelf: Shelf | undefined): Shelf | undefined {
    return shelf && this.byId(shelf.parentId);
  }

  /** Those in a room that have something to sell here. */
  in(room: Shelf): Shelf[] {
    return this.filled().filter((shelf) => shelf.parentId === room.id);
  }

  /** Everything with something to sell here, in the shop's order. */
  filled(): Shelf[] {
    return [...this.#byId.values()].filter((shelf) => shelf.productCount > 0);
  }

  ground(collectionId: string | null): Ground {
    return this.byId(collectionId)?.ground ?? "chalk";
  }

  title(shelf: Shelf): string {
    return localize(shelf.titles, MARKETS[this.#market].language);
  }

  link(shelf: Shelf): CollectionLink {
    return { handle: shelf.handle, title: this.title(shelf), productCount: shelf.productCount };
  }

  linkOrNull(shelf: Shelf | undefined): CollectionLink | null {
    return shelf ? this.link(shelf) : null;
  }

  navigation(): Navigation {
    const rooms = this.filled().filter(({ kind }) => kind === "room");
    const inRoom = (room: Shelf) => this.in(room).map((shelf) => this.link(shelf));
    return {
      rooms: rooms.map((room) => ({ handle: room.handle, title: this.title(room), picture: room.picture, collections: inRoom(room) })),
      productCount: this.#productCount,
    };
  }
}
