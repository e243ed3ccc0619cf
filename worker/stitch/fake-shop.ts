/** A page view in memory, for tests: a shell of markers, an origin, tiers and a clock. */
import type { Market } from "#contract/market";
import type { Card } from "#contract/pages";
import type { StockLevel } from "#contract/stock";
import type { TokenClaims } from "#contract/token";
import type { AnyFragment, SubjectParts } from "../../fragments/define-fragment.ts";
import type { Stored } from "../cache/stored.ts";
import { surroundingsOf } from "../messages.ts";
import { type FakeOrigin, fakeOrigin } from "../origin/fake-origin.ts";
import { guest, type Visitor, visitorOf } from "../visitor/visitor.ts";
import { type FakeClock, fakeClock } from "./fake-clock.ts";
import { type FakeTiers, fakeStored, fakeTiers } from "./fake-tiers.ts";
import { Setbacks } from "./setbacks.ts";
import { type StartedFragments, startFragments } from "./start-fragments.ts";
import { stitch } from "./stitch.ts";
import type { Stitched } from "./stitched.ts";
import type { FragmentsWanted } from "./wanted.ts";

export interface TestShop {
  readonly clock: FakeClock;
  readonly origin: FakeOrigin;
  readonly tiers: FakeTiers;
  readonly stock: Map<string, StockLevel>;
  /** The bulletin's copy; while it is undefined the stock is read at each view. */
  copy: object | undefined;
  /** How long ago the origin told the stock. */
  toldMs: number;
  /** Fragments that were not at hand, and how long after the view's start each came. */
  readonly waits: (readonly [name: string, ms: number])[];
  /** Work that went on after the answer. */
  readonly background: Promise<unknown>[];
  start(fragments: readonly AnyFragment[], view?: Partial<TestView>): StartedFragments;
  /** The page of a view whose shell has a slot for each fragment; starts and stitches. */
  view(fragments: readonly AnyFragment[], view?: Partial<TestView>): Promise<Stitched>;
}

export interface TestView {
  readonly visitor: Visitor;
  readonly parts: SubjectParts;
  readonly pageMs: number;
  readonly adopt: FragmentsWanted["adopt"];
  readonly market: Market;
  readonly shell: Stored;
}

export const LATE_SCRIPT = "/*late*/";

export function testShop(): TestShop {
  const clock = fakeClock();
  const origin = fakeOrigin((ms) => clock.sleep(ms));
  const tiers = fakeTiers(clock);
  const stock = new Map<string, StockLevel>();
  const background: Promise<unknown>[] = [];
  const waits: TestShop["waits"] = [];
  const setbacks = new Setbacks();
  const start: TestShop["start"] = (fragments, view = {}) => {
    const market = view.market ?? "en-gb";
    const wanted: FragmentsWanted = {
      fragments,
      parts: view.parts ?? { market, route: "product", path: { handle: "rim-mug" } },
      visitor: view.visitor ?? guest(),
      surroundings: surroundingsOf(market),
      budget: { startedAt: clock.now(), pageMs: view.pageMs ?? 1_000 },
      port: origin,
      findAnswer: tiers.findAnswer,
      findLastGood: tiers.findLastGood,
      setbacks,
      readStock: (sku) => stock.get(sku),
      bulletinCopy: () => shop.copy,
      bulletinAge: () => shop.toldMs,
      adopt: view.adopt ?? (async () => undefined),
      waited: (name, ms) => waits.push([name, ms]),
      clock,
      background: (work) => background.push(work),
    };
    return startFragments(wanted);
  };
  const shop: TestShop = {
    clock,
    origin,
    tiers,
    stock,
    copy: undefined,
    toldMs: 0,
    waits,
    background,
    start,
    view: async (fragments, view = {}) => stitch(view.shell ?? shellOf(fragments, clock.now()), start(fragments, view), LATE_SCRIPT),
  };
  return shop;
}

const encoder = new TextEncoder();

/** A shell with one slot for each fragment, `[name:` before and `]` after it. */
export function shellOf(fragments: readonly AnyFragment[], now: number, props: unknown = null): Stored {
  const { length } = fragments;
  const segments = fragments.map(({ name }, i) => encoder.encode(`${i === 0 ? "<body>" : "]"}[${name}:`));
  const slots = fragments.map(({ name }) => ({ fragment: name, props, fallback: `<i>no ${name}</i>` }));
  return fakeStored("shell", { segments: [...segments, encoder.encode(`${length === 0 ? "<body>" : "]"}</body></html>`)], slots }, now);
}

/** The whole of a page as text; of a stream, when it has ended. */
export async function pageText({ body }: Stitched): Promise<string> {
  return new Response(body).text();
}

/** What every fragment came to when the document was written. */
export async function outcomesAtEnd({ outcomes, ended }: Pick<Stitched, "outcomes" | "ended">): Promise<Stitched["outcomes"]> {
  return (await ended) ?? outcomes;
}

export function customer(name: string, more: Partial<TokenClaims> = {}): Visitor {
  const now = 1_700_000_000_000;
  const claims: TokenClaims = {
    sub: `customer:${name}`,
    market: "en-gb",
    iat: now,
    exp: now + 1e9,
    refreshAfter: now + 1e6,
    firstName: name,
    ...more,
  };
  return visitorOf(claims, [], now);
}

export function card(handle: string, title = handle): Card {
  return {
    id: handle,
    handle,
    title,
    detail: "Enamel",
    ground: "sky",
    picture: { src: `/static/${handle}.svg`, kind: "cutout" },
    price: { minor: 1600, currency: "GBP" },
    priceIsFrom: false,
    was: null,
    swatches: [],
    availability: "in",
    isNew: false,
  };
}
