/** Threat: a request that ends in an error leaves the error in the cache, and the page is gone for everybody (CPDoS). */

import type { Sent } from "./site.ts";
import { type Attack, describeThreat, type Target } from "./threat.ts";

async function goneBy(target: Target, attacks: readonly Sent[]): Promise<string[]> {
  const found = [];
  for (const attack of attacks) {
    const path = await target.cold();
    await target.ask(path, attack).catch(() => undefined);
    const seen = await target.ask(path);
    if (seen.status !== 200 || !seen.body.includes("<h1"))
      found.push(`${path} answers ${seen.status} after ${JSON.stringify(attack).slice(0, 60)}`);
  }
  return found;
}

const oversize: Attack = {
  what: "by a header that is too large",
  on: (target) =>
    goneBy(
      target,
      [7_000, 20_000, 60_000].map((size): Sent => ({ headers: [["X-Oversized", "a".repeat(size)]] })),
    ),
};

const metacharacters: Attack = {
  what: "by a character that does not belong in a header",
  on: (target) =>
    goneBy(
      target,
      ["\u0001", "\u0007", "\u00ff", "\u0080"].map((character): Sent => ({ headers: [["X-Meta", `a${character}b`]] })),
    ),
};

const refusals: Attack = {
  what: "by an expectation, a range, a precondition or a method that is refused",
  on: (target) =>
    goneBy(target, [
      { headers: [["Range", "bytes=999999999-"]] },
      { headers: [["If-Match", '"never"']] },
      { headers: [["If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"]] },
      { headers: [["Accept", "application/x-nothing"]] },
      { headers: [["Accept-Encoding", "x-nothing, identity;q=0"]] },
      { headers: [["Upgrade", "h2c"]] },
      { headers: [["X-HTTP-Method-Override", "DELETE"]] },
      { headers: [["Authorization", "Bearer nonsense"]] },
      { method: "OPTIONS" },
      { method: "POST", body: "a=b" },
    ]),
};

describeThreat("denial of service by a poisoned cache", [oversize, metacharacters, refusals]);
