/** Two hundred visitors: each with things that are theirs alone, and a cookie jar. */
import { MARKET_NAMES, type Market } from "#contract/market";
import { signToken, type TokenClaims, type TokenKeys, verifyToken } from "#contract/token";
import type { Random } from "../purge-checker/random.ts";
import type { MarkerBook, MarkerKind } from "./marker-book.ts";

/** `customer`: a token of their own making. `guest`: a cart at the origin. `demo`: signs in and out. `passer-by`: only looks. */
export type VisitorKind = "customer" | "guest" | "demo" | "passer-by";
const KINDS: readonly VisitorKind[] = ["customer", "guest", "demo", "passer-by"];
export const DEMO_CUSTOMERS = ["ines", "marek", "yuki"] as const;
const PER_SEGMENT = 10;
const MINUTE = 60_000;
/** What people are called: names that are escaped here and there, of other writings, long ones and very short ones. */
const NAMES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `${text} "O'Hara" & <b>`,
  (text) => `zoë 🦜 ${text}`,
  (text) => `مها ${text}`,
  (text) => text.repeat(4),
  (text) => [...text.slice(1, 5)].map((letter) => String.fromCodePoint(0x20_000 + letter.charCodeAt(0))).join(""),
];

export interface CanaryVisitor {
  readonly number: number;
  readonly kind: VisitorKind;
  readonly market: Market;
  /** What a URL of theirs carries that no page depends on. */
  readonly query: string;
  readonly agent: string;
  readonly demo: (typeof DEMO_CUSTOMERS)[number];
  readonly jar: Map<string, string>;
  /** Item counts that a token of theirs ever told. */
  readonly counts: Set<number>;
  /** Lines of their carts. */
  readonly lines: string[];
}

export interface Crowd {
  readonly visitors: readonly CanaryVisitor[];
  readonly book: MarkerBook;
  readonly keys: TokenKeys;
}

const VISITOR_COOKIE = "__Host-visitor";
const RECENT_COOKIE = "__Host-recent";
const SEED_COOKIE = "__Host-seed";

/** A text nobody else would come up with. */
function uniqueText(random: Random, prefix: string): string {
  return prefix + Array.from({ length: 13 }, () => random.below(32).toString(32)).join("");
}

export async function gatherCrowd(size: number, random: Random, book: MarkerBook, keys: TokenKeys): Promise<Crowd> {
  const segments = Array.from({ length: Math.ceil(size / PER_SEGMENT) }, () => uniqueText(random, "s"));
  const visitors: CanaryVisitor[] = [];
  const crowd: Crowd = { visitors, book, keys };
  for (let number = 0; number < size; number++) {
    const visitor = newVisitor(number, random);
    visitors.push(visitor);
    book.add("query", visitor.query, [number]);
    book.add("agent", visitor.agent, [number]);
    giveSeed(crowd, visitor, random);
    if (visitor.kind === "customer") await giveToken(crowd, visitor, random, segments[Math.floor(number / PER_SEGMENT)] ?? "");
  }
  for (const visitor of visitors) if (visitor.kind !== "guest") giveRecent(crowd, visitor, random);
  return crowd;
}

function newVisitor(number: number, random: Random): CanaryVisitor {
  return {
    number,
    kind: KINDS[number % KINDS.length] ?? "guest",
    market: random.pick(MARKET_NAMES),
    query: uniqueText(random, "q"),
    agent: uniqueText(random, "u"),
    demo: DEMO_CUSTOMERS[Math.floor(number / KINDS.length) % DEMO_CUSTOMERS.length] ?? "ines",
    jar: new Map(),
    counts: new Set(),
    lines: [],
  };
}

/** What an experiment would tell them apart by, if it took more than one of a few seeds. */
function giveSeed({ book }: Crowd, visitor: CanaryVisitor, random: Random): void {
  const seed = uniqueText(random, "e");
  book.add("seed", seed, [visitor.number]);
  visitor.jar.set(SEED_COOKIE, seed);
}

/** A customer the origin has never heard of, whom the edge must believe. Every second one's token is due for renewal. */
async function giveToken({ book, keys }: Crowd, visitor: CanaryVisitor, random: Random, segment: string): Promise<void> {
  const { number, market } = visitor;
  const mine = (kind: MarkerKind, prefix: string, shape = (text: string) => text) => {
    const text = shape(uniqueText(random, prefix));
    book.add(kind, text, [number]);
    return text;
  };
  const now = Date.now();
  const itemCount = 40_000_000 + number * 7_919;
  for (const text of writtenNumber(itemCount)) book.add("count", text, [number]);
  book.add("segment", segment, [number]);
  const claims: TokenClaims = {
    sub: `customer:${mine("customer", "c")}`,
    market,
    iat: now,
    exp: now + 60 * MINUTE,
    refreshAfter: number % 8 === 0 ? now : now + 30 * MINUTE,
    cart: { id: mine("cart", "k"), version: 1, itemCount },
    firstName: mine("name", "n", NAMES[Math.floor(number / KINDS.length) % NAMES.length]),
    segment,
  };
  keepToken(book, visitor, claims, await signToken(claims, keys), [number]);
}

/** Looked at: two things that no shop has, and so no other visitor looked at. A demo customer sees them on every device. */
function giveRecent({ visitors, book }: Crowd, visitor: CanaryVisitor, random: Random): void {
  const owners = visitor.kind === "demo" ? ownersOf(visitors, visitor, { sub: `customer:${visitor.demo}` }) : [visitor.number];
  const handles = [uniqueText(random, "h"), uniqueText(random, "h")];
  for (const handle of handles) book.add("handle", handle, owners);
  visitor.jar.set(RECENT_COOKIE, handles.join("."));
}

/** A number as the markets write it. */
function writtenNumber(value: number): Set<string> {
  const formatted = MARKET_NAMES.map((market) => new Intl.NumberFormat(market.replace(/-.*/, "")).format(value));
  return new Set([String(value), ...formatted]);
}

/** Takes a token into the jar and notes what it holds. */
function keepToken(book: MarkerBook, visitor: CanaryVisitor, claims: TokenClaims, token: string, owners: readonly number[]): void {
  visitor.jar.set(VISITOR_COOKIE, token);
  learn(book, "seal", token.slice(token.lastIndexOf(".") + 1), owners);
  visitor.counts.add(claims.cart?.itemCount ?? 0);
}

/** Takes the cookies of an answer, and notes whose the cart is that they tell of. */
export async function takeCookies(
  { visitors, book, keys }: Crowd,
  visitor: CanaryVisitor,
  cookies: readonly string[],
): Promise<TokenClaims | undefined> {
  let told: TokenClaims | undefined;
  for (const cookie of cookies) {
    const [pair = ""] = cookie.split(";");
    const [name = "", value = ""] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
    const verified = name === VISITOR_COOKIE && value !== "" ? await verifyToken(value, keys, Date.now()) : undefined;
    if (verified?.ok) {
      told = verified.claims;
      const owners = ownersOf(visitors, visitor, told);
      if (told.cart) learn(book, "cart", told.cart.id, owners);
      keepToken(book, visitor, told, value, owners);
    } else if (value === "") visitor.jar.delete(name);
    else visitor.jar.set(name, value);
  }
  return told;
}

/** What a cookie tells is theirs whom it was told first: to tell it to others is to give it away, but for a customer's devices. */
function learn(book: MarkerBook, kind: MarkerKind, text: string, owners: readonly number[]): void {
  if (owners.length > 1 || !book.has(text)) book.add(kind, text, owners);
}

/** A demo customer's cart belongs to everybody who signs in as them. */
export function ownersOf(visitors: readonly CanaryVisitor[], visitor: CanaryVisitor, { sub }: Pick<TokenClaims, "sub">): number[] {
  const demo = DEMO_CUSTOMERS.find((name) => sub === `customer:${name}`);
  return demo === undefined
    ? [visitor.number]
    : visitors.filter((other) => other.kind === "demo" && other.demo === demo).map(({ number }) => number);
}

/** The visitor's token as it would be when it is due for renewal. */
export async function ageToken({ book, keys }: Crowd, visitor: CanaryVisitor): Promise<void> {
  const verified = await verifyToken(visitor.jar.get(VISITOR_COOKIE) ?? "", keys, Date.now());
  if (!verified.ok) return;
  const claims = { ...verified.claims, refreshAfter: verified.claims.iat };
  keepToken(book, visitor, claims, await signToken(claims, keys), [visitor.number]);
}

export function cookieHeader({ jar }: CanaryVisitor): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
}
