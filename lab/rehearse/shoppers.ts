/** What shoppers carry from one view to the next: their cookies, and nothing else. */
import type { TokenClaims, TokenKeys } from "#contract/token";
import { signToken } from "#contract/token";
import { CART_EXPERIMENTS } from "../../worker/experiments.ts";
import { armOf } from "../../worker/visitor/seed.ts";
import { nameOf } from "./marks.ts";
import type { TraceShopper } from "./trace.ts";

const DAY = 86_400_000;

export class Shoppers {
  readonly #keys: TokenKeys;
  readonly #cookies = new Map<number, Map<string, string>>();
  readonly #carts = new Map<number, string>();

  constructor(keys: TokenKeys) {
    this.#keys = keys;
  }

  /** The `Cookie` header; who has a name and no token yet is given one. */
  async cookieOf(shopper: TraceShopper): Promise<string> {
    const jar = this.#jarOf(shopper);
    if (shopper.hasName && !jar.has("__Host-visitor")) jar.set("__Host-visitor", await this.#sign(shopper, undefined));
    return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /**
   * Keeps what an answer set. True when it set what is somebody else's: a token with another name or another's cart.
   * A basket's token is signed again with the shopper's name in it.
   */
  async keep(shopper: TraceShopper, setCookies: readonly string[]): Promise<boolean> {
    const jar = this.#jarOf(shopper);
    let isForeign = false;
    for (const [name = "", value = ""] of setCookies.map((line) => (line.split(";", 1)[0] ?? "").split("="))) {
      if (name !== "__Host-visitor") jar.set(name, value);
      else if (value !== "") {
        const claims = readClaims(value);
        isForeign ||= this.#isForeign(shopper, claims);
        jar.set(name, await this.#sign(shopper, claims));
      }
    }
    return isForeign;
  }

  /** Which of the pages at a basket's address this shopper sees: it has an experiment, and each arm is a page of its own. */
  armOf(shopper: TraceShopper): string {
    const seed = this.#jarOf(shopper).get("__Host-seed");
    if (seed === undefined) return "";
    return Object.entries(CART_EXPERIMENTS)
      .map(([experiment, arms]) => armOf(experiment, arms, Number(seed)))
      .join(" ");
  }

  #jarOf({ number }: TraceShopper): Map<string, string> {
    const jar = this.#cookies.get(number) ?? new Map<string, string>();
    this.#cookies.set(number, jar);
    return jar;
  }

  #isForeign({ number }: TraceShopper, { firstName, cart }: TokenClaims): boolean {
    const own = this.#carts.get(number) ?? cart?.id;
    if (own !== undefined) this.#carts.set(number, own);
    return (firstName !== undefined && firstName !== nameOf(number)) || cart?.id !== own;
  }

  #sign({ number, market, hasName }: TraceShopper, claims: TokenClaims | undefined): Promise<string> {
    const now = Date.now();
    const introduced = { sub: `guest:${number}`, market, iat: now, exp: now + 30 * DAY, refreshAfter: now + DAY, segment: "member" };
    return signToken({ ...(claims ?? introduced), ...(hasName && { firstName: nameOf(number) }) }, this.#keys);
  }
}

function readClaims(token: string): TokenClaims {
  return JSON.parse(Buffer.from(token.split(".")[2] ?? "", "base64url").toString()) as TokenClaims;
}
