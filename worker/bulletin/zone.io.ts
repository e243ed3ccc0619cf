/** Speaks to the zone in front of the shop: Cloudflare's API, or whatever answers like it. */
import type { ZoneReach } from "../zone-reach.ts";
import type { ZoneBatch } from "./zone-outbox.ts";
import { judgeZoneReply, type ZoneAnswer } from "./zone-plan.ts";

const DEADLINE = 10_000;
const MAX_REPLY_CHARACTERS = 20_000;

/** One call. Never rejects: silence is a reason to ask again later. */
export async function tellZone({ api, id, token }: ZoneReach, { kind, values }: Pick<ZoneBatch, "kind" | "values">): Promise<ZoneAnswer> {
  try {
    const response = await fetch(`${api}/zones/${id}/purge_cache`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ [kind]: values }),
      signal: AbortSignal.timeout(DEADLINE),
    });
    const text = (await response.text()).slice(0, MAX_REPLY_CHARACTERS);
    return judgeZoneReply({ status: response.status, retryAfter: response.headers.get("Retry-After"), body: toJson(text) });
  } catch (error) {
    return {
      kind: "later",
      because: error instanceof Error && error.name === "TimeoutError" ? "no answer" : "not reached",
      afterMs: undefined,
    };
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
