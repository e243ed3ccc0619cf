/** A threat is a list of attacks. Each must come to nothing on the shop, and must be seen to work on a Worker that is built as many are. */
import { describe, expect, inject, it } from "vitest";
import { shop } from "./shop.ts";
import { type Answer, ask, type Sent, type Site } from "./site.ts";

export interface Target extends Site {
  ask(target: string, sent?: Sent): Promise<Answer>;
  /** The path of a listing that nobody has asked for yet. */
  cold(): Promise<string>;
  /** Somebody with a name, and the page where the name is shown. */
  victim(): Promise<{ readonly cookie: string; readonly name: string; readonly page: string }>;
  originCalls(): Promise<number>;
}

export interface Attack {
  readonly what: string;
  /** What the attack achieved, in words; nothing when it failed. */
  readonly on: (target: Target) => Promise<readonly (string | false)[]>;
}

export function describeThreat(name: string, attacks: readonly Attack[]): void {
  describe(name, () => {
    it.each(attacks)("does nothing to the shop: $what", async ({ on }) => {
      expect((await on(theShop)).filter((achieved) => achieved !== false)).toEqual([]);
    });

    it.each(attacks)("works on a naive Worker, so that the test is one: $what", async ({ on }) => {
      expect((await on(theNaiveWorker)).filter((achieved) => achieved !== false)).not.toEqual([]);
    });
  });
}

/** A word that stands nowhere until an attacker puts it there. */
export const evilWord = (): string => `evil${Math.random().toString(36).slice(2, 10)}`;

/** Everything of an answer that a browser or a cache would look at. */
export const wholeOf = ({ status, fields, body }: Answer): string =>
  [status, ...fields.map(([name, value]) => `${name}: ${value}`), body].join("\n");

/** The address a page gives itself. */
export const canonicalOf = ({ body }: Answer): string | undefined => /<link rel="canonical" href="([^"]*)"/.exec(body)?.[1];

/** What every cached page shows to a person, as far as an attacker could want to change it. */
export const shownBy = (answer: Answer): string => `${answer.status} ${canonicalOf(answer)}`;

let paths: Promise<string[]> | undefined;
const shopPaths = () => (paths ??= readSitemap());

async function readSitemap(): Promise<string[]> {
  const { body } = await shop.ask("/sitemap.xml");
  const found = [...body.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = ""]) => new URL(address).pathname);
  // From a place of its own for each file, so that they do not warm each other's.
  const listings = found.filter((path) => path.includes("/collections/"));
  const from = Math.floor(Math.random() * listings.length);
  return [...listings.slice(from), ...listings.slice(0, from)];
}

const theShop: Target = {
  ...shop,
  async cold() {
    const path = (await shopPaths()).shift();
    if (path === undefined) throw new Error("every listing was asked for");
    return path;
  },
  async victim() {
    const headers = [
      ["Content-Type", "application/x-www-form-urlencoded"],
      ["Origin", shop.origin],
    ] as const;
    const signedIn = await shop.ask("/en-gb/_demo/sign-in", { method: "POST", headers, body: "customer=yuki" });
    const cookies = signedIn.fields.filter(([name]) => name === "set-cookie").map(([, value]) => value.split(";")[0]);
    return { cookie: cookies.join("; "), name: "Hello, Yuki", page: "/en-gb/cart" };
  },
  originCalls: async () => (await shop.originCalls()).page ?? 0,
};

let count = 0;
const naive: Site = { origin: inject("naive").origin };
const theNaiveWorker: Target = {
  ...naive,
  ask: (target, sent) => ask(naive, target, sent),
  cold: async () => `/listing-${++count}-${Math.random().toString(36).slice(2)}`,
  victim: async () => ({ cookie: "name=Agatha", name: "Agatha", page: "/account" }),
  originCalls: async () => Number((await ask(naive, "/calls")).body),
};
