import { expect, it } from "vitest";
import { servedFrom } from "./served-from.ts";

it.each([
  ["vitrine-memory;hit;ttl=212", "memory"],
  ["vitrine-pop;hit;ttl=3, vitrine-memory;fwd=miss;stored", "pop"],
  ["vitrine-shield;hit, vitrine-pop;fwd=miss;stored, vitrine-memory;fwd=miss", "shield"],
  ['vitrine-memory;hit;detail="purge-unconfirmed";ttl=3', "unconfirmed"],
  ['vitrine-memory;fwd=stale;detail="purge-unconfirmed";ttl=3', "unconfirmed"],
  ['vitrine-memory;fwd=stale;detail="swr";ttl=-5', "stale"],
  ['vitrine-pop;fwd=stale;detail="earlier-release";ttl=200, vitrine-memory;fwd=miss', "stale"],
  ['vitrine-shield;fwd=stale;fwd-status=503;detail="sie", vitrine-pop;fwd=miss', "stale"],
  ['vitrine-shield;fwd=stale;fwd-status=200;stored;detail="hard-purge", vitrine-pop;fwd=miss', "origin"],
  ["", "origin"],
])("takes %s for an answer from %s", (status, served) => expect(servedFrom(status)).toBe(served));
