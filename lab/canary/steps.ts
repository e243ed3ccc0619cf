/** What one visitor does, a step at a time. Steps of one visitor may overlap on purpose: tabs do. */
import type { Random } from "../purge-checker/random.ts";
import { type Answer, type Ask, fieldsOf, type Got, type Send, textOf } from "./answers.ts";
import type { Places } from "./places.ts";
import { ageToken, type CanaryVisitor, type Crowd, cookieHeader, ownersOf, takeCookies } from "./visitors.ts";

/** A visit to the shop, seen by one who keeps everything. */
export interface Visit {
  readonly crowd: Crowd;
  readonly places: Places;
  readonly send: Send;
  readonly random: Random;
  readonly got: Got[];
  /** Pages that nobody was shown yet. */
  readonly unseen: Set<string>;
}

export type Step = (visit: Visit, visitor: CanaryVisitor) => Promise<unknown>;

const FRAGMENTS = [
  "cart-badge",
  "greeting",
  "cart",
  "recently-viewed",
  "recommendations",
  "stock",
  "delivery-note",
  "low-stock",
  "segment-banner",
  "seen-everywhere",
];
const JSON_ONLY = { Accept: "application/json" };

async function ask(visit: Visit, visitor: CanaryVisitor, wanted: Ask): Promise<Answer> {
  const { crowd, send, got } = visit;
  const headers = { "User-Agent": `Browser (${visitor.agent})`, Cookie: cookieHeader(visitor), ...wanted.headers };
  const answer = await send({ ...wanted, headers });
  const told = await takeCookies(crowd, visitor, fieldsOf(answer, "set-cookie"));
  const line = told && wanted.form ? lineOf(answer) : undefined;
  if (told && line !== undefined) {
    crowd.book.add("line", line, ownersOf(crowd.visitors, visitor, told));
    visitor.lines.push(line);
  }
  got.push({ visitor, ask: { ...wanted, headers }, answer });
  if (answer.status === 200) visit.unseen.delete(wanted.path.split("?")[0] ?? "");
  return answer;
}

/** The line a write was about, as JSON tells it to a script. */
function lineOf(answer: Answer): string | undefined {
  // A form that was not wholly done is answered by a page.
  if (answer.status !== 200 || !fieldsOf(answer, "content-type").some((type) => type.startsWith("application/json"))) return undefined;
  const { line } = JSON.parse(textOf(answer)) as { line?: string | null };
  return line ?? undefined;
}

/** Two in five looks are at one product of the market, so that there are fills to join; pages nobody has seen come before the others. */
function pageOf({ places, random, unseen }: Visit, { market }: CanaryVisitor): string {
  const pages = places.pages[market];
  return random.chance(0.4) ? (pages.at(-1) ?? "") : (pages.find((path) => unseen.has(path)) ?? random.pick(pages));
}

const view: Step = (visit, visitor) => {
  const path = pageOf(visit, visitor);
  return ask(visit, visitor, { path: visit.random.chance(0.3) ? `${path}?ref=${visitor.query}` : path });
};

const refresh: Step = (visit, visitor) => {
  const names = FRAGMENTS.filter(() => visit.random.chance(0.6)).join(",") || "cart-badge";
  const page = encodeURIComponent(pageOf(visit, visitor));
  return ask(visit, visitor, { path: `/${visitor.market}/_fragments?page=${page}&names=${names}` });
};

const add: Step = (visit, visitor) => {
  const { random, places } = visit;
  const variants = places.variants[visitor.market];
  const form = { variant: random.pick(variants), quantity: String(1 + random.below(9)) };
  return ask(visit, visitor, { path: `/${visitor.market}/cart/lines`, method: "POST", form, headers: random.chance(0.8) ? JSON_ONLY : {} });
};

/** What everybody in a market puts in first, by a form. */
const addFirst: Step = (visit, visitor) => {
  const [variant = ""] = visit.places.variants[visitor.market];
  const form = { variant, quantity: "1" };
  return ask(visit, visitor, { path: `/${visitor.market}/cart/lines`, method: "POST", form, headers: { "Sec-Fetch-Mode": "navigate" } });
};

/** An address of nothing, one that moved, and a page that the browser has. */
const stray: Step = async (visit, visitor) => {
  const home = `/${visitor.market}`;
  await ask(visit, visitor, { path: `${home}/products/nothing-here?ref=${visitor.query}` });
  await ask(visit, visitor, { path: `${home}/?ref=${visitor.query}` });
  const seen = await ask(visit, visitor, { path: home });
  const headers = { "If-None-Match": fieldsOf(seen, "etag").join() };
  return ask(visit, visitor, { path: home, headers });
};

/** What the shop refuses, and what machines ask of it. */
const refused: Step = async (visit, visitor) => {
  const home = `/${visitor.market}`;
  await ask(visit, visitor, { path: `${home}/_fragments?page=//elsewhere&names=refused` });
  await ask(visit, visitor, { path: `${home}/cart/lines`, method: "POST", form: { variant: "", quantity: "none" }, headers: JSON_ONLY });
  for (const path of ["/sitemap.xml", "/robots.txt"]) await ask(visit, visitor, { path });
};

const change: Step = (visit, visitor) => {
  const line = visitor.lines[visit.random.below(visitor.lines.length)];
  if (line === undefined) return add(visit, visitor);
  const form = { quantity: String(visit.random.below(9)) };
  return ask(visit, visitor, { path: `/${visitor.market}/cart/lines/${line}`, method: "POST", form, headers: JSON_ONLY });
};

const sign = (customer: (visitor: CanaryVisitor) => string): Step => {
  return (visit, visitor) =>
    ask(visit, visitor, { path: `/${visitor.market}/_demo/sign-in`, method: "POST", form: { customer: customer(visitor) } });
};
const signIn = sign(({ demo }) => demo);
const signOut = sign(() => "");

const seeCart: Step = (visit, visitor) => ask(visit, visitor, { path: `/${visitor.market}/cart` });
const grow: Step = async (visit, visitor) => {
  await ageToken(visit.crowd, visitor);
  return view(visit, visitor);
};
const together =
  (...steps: readonly Step[]): Step =>
  (visit, visitor) =>
    Promise.all(steps.map((step) => step(visit, visitor)));

/** What each kind of visitor does, in order; the same for each, but for the pages and products they choose. */
export const STEPS: Readonly<Record<CanaryVisitor["kind"], readonly Step[]>> = {
  customer: [view, together(view, refresh), seeCart, view, view, stray, add, refused],
  guest: [addFirst, add, together(view, seeCart), change, together(add, view, refresh), seeCart, grow, view, view],
  demo: [addFirst, signIn, together(seeCart, add), signOut, view, together(signIn, view), seeCart],
  "passer-by": [view, together(view, view), refresh, view, stray, refused],
};
