/**
 * The proof that an order was looked at before it is carried out: `<when>~<seal>` over who looked, when, and at what. The
 * console hands it out with a dry run and wants it back with the purge.
 */
import type { TokenKeys } from "#contract/token";
import type { EpochMs, Ms } from "../time.ts";
import type { PurgeOrder } from "./decode-purge.ts";
import { isSealed, seal } from "./seal.ts";

export const PROOF_LIFE: Ms = 2 * 60 * 1000;
const PURPOSE = "purge-dry-run";

export async function proveDryRun(order: PurgeOrder, actor: string, keys: TokenKeys, now: EpochMs): Promise<string> {
  return `${now}~${await seal(PURPOSE, statement(order, actor, now), keys)}`;
}

/** True for two minutes, for the same admin and the same order. */
export async function wasDryRun(proof: string, order: PurgeOrder, actor: string, keys: TokenKeys, now: EpochMs): Promise<boolean> {
  const [when = "", mac = "", ...rest] = proof.split("~");
  if (!/^\d{13}$/.test(when) || rest.length > 0) return false;
  const age = now - Number(when);
  return age >= 0 && age <= PROOF_LIFE && isSealed(PURPOSE, statement(order, actor, Number(when)), mac, keys);
}

function statement({ by, values, mode, reason }: PurgeOrder, actor: string, at: EpochMs): string {
  return JSON.stringify([actor, at, by, values, mode, reason]);
}
