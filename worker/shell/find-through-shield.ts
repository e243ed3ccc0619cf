/** A fill said so that the shield can do it, and what its answer is to this isolate. Pure. */
import type { RefillNeed } from "../cache/judge.ts";
import type { Storable } from "../cache/storable.ts";
import type { Landed } from "./find-flights.ts";
import type { FillAsk, Wanted } from "./find-wanted.ts";
import type { ShieldAnswer, ShieldAsk } from "./shield-port.ts";

/** Undefined for what the shield cannot fill. */
export function toShieldAsk({ key, order }: Wanted, { at, asOf, background }: FillAsk, need: RefillNeed): ShieldAsk | undefined {
  return order && { key, order, at, minSeq: asOf, need, background };
}

export type FromShield =
  | { readonly kind: "shared"; readonly storable: Storable; readonly landed: Landed & { readonly ok: true } }
  | { readonly kind: "rescue"; readonly storable: Storable; readonly landed: Landed & { readonly ok: false } }
  | { readonly kind: "landed"; readonly landed: Landed };

/** What is not known to have been filled since it was asked for may be of any age. */
export function landFromShield(answer: ShieldAnswer, { startedAt }: FillAsk): FromShield {
  const { visits } = answer;
  if (answer.kind === "failed") {
    const { because, rescue } = answer;
    const landed = { ok: false, because, rescue, visits } as const;
    return rescue === undefined ? { kind: "landed", landed } : { kind: "rescue", storable: rescue, landed };
  }
  const since = answer.kind === "mine" || answer.isSince ? startedAt : Number.NEGATIVE_INFINITY;
  const landed = { ok: true, stored: answer.stored, inMemory: false, inPop: false, since, visits } as const;
  if (answer.kind === "mine") return { kind: "landed", landed: { ...landed, isShared: false } };
  return { kind: "shared", storable: answer.stored, landed: { ...landed, isShared: true } };
}
