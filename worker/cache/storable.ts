/** May a response be kept for more than one visitor? The one place that says yes: stores take only what it minted. */
import { MAX_SURROGATE_KEYS, SURROGATE_KEY } from "#contract/surrogate-keys";
import type { AsOf } from "../bulletin/as-of.ts";
import type { CacheKey } from "../key/key-parts.ts";
import { LIFETIMES, type Lifetime } from "../lifetimes.ts";
import type { EpochMs, Ms } from "../time.ts";
import { PASS, type Stored, type StoredSlot } from "./stored.ts";

declare const judged: unique symbol;
/** A response that was judged storable. Only this file makes one. */
export type Storable = Stored & { readonly [judged]: true };

/** What a fill brought. */
export interface Answer {
  readonly status: number;
  /** Headers to keep. */
  readonly headers: Readonly<Record<string, string>>;
  /** Those of the origin's answer, not kept. A `Set-Cookie`, `private`, `no-store` or foreign `Vary` in either makes the answer unstorable. */
  readonly originFields?: Readonly<Record<string, string>> | undefined;
  readonly segments: readonly Uint8Array[];
  readonly slots: readonly StoredSlot[];
  /** As the origin tells them, without the implicit ones. */
  readonly surrogateKeys: readonly string[];
  readonly entityVersions: Readonly<Record<string, number>>;
  readonly changesAt: EpochMs | null;
  /** What is wrong with it, so that nobody may ever tell that it changed. */
  readonly flaw?: string | undefined;
  /** True when the body was seen to carry its build marker. */
  readonly marked: boolean;
}

/** An answer with all that storing it needs to know. */
export interface Candidate extends Answer {
  readonly key: CacheKey;
  /** Noted before the origin was asked. */
  readonly asOf: AsOf;
  readonly fillStartedAt: EpochMs;
  readonly lifetime: Lifetime;
  readonly implicitKeys: readonly string[];
  readonly notBefore?: EpochMs | null;
}

/** `because`: its flaw. */
export interface Judged {
  readonly ok: true;
  readonly storable: Storable;
  readonly because: string | undefined;
}

/** `mine`: this one asker may have it, nobody else. `broken`: it is no answer at all. */
export type Unstorable = { readonly ok: false; readonly because: string; readonly serve: "mine" | "broken" };

const PASS_FOR: Ms = 2_000;
const STORABLE_STATUS = new Set([200, 301, 302, 308, 404, 410]);

/**
 * Yes with the branded response, or no with the reason. A reason about privacy always wins over one about form. A surrogate key
 * that no purge can name is left out.
 */
export function judgeStorable(candidate: Candidate, now: EpochMs): Judged | Unstorable {
  const personal = whyPersonal(candidate.headers) ?? whyPersonal(candidate.originFields ?? {});
  if (personal !== undefined) return { ok: false, because: personal, serve: "mine" };
  const broken = whyBroken(candidate);
  if (broken !== undefined) return { ok: false, because: broken, serve: "broken" };
  // Without those left over, a purge would not reach it.
  if (purgeableBy(candidate).size > MAX_SURROGATE_KEYS) return { ok: false, because: "too-many-surrogate-keys", serve: "mine" };
  return { ok: true, storable: toStored(candidate, now) as Storable, because: flawOf(candidate) };
}

/** The response of one asker, for him alone: not storable, and no store takes it. */
export function unstored(candidate: Candidate, now: EpochMs): Stored {
  return toStored(candidate, now);
}

/** What is kept in place of an answer that may not be: for two seconds nobody waits for another's answer. */
export function passMarker(unkept: Stored, now: EpochMs): Storable {
  const until = now + PASS_FOR;
  const stamps = { ...unkept.stamps, freshUntil: until, revalidateUntil: until, staleUntil: until, notAfter: null };
  return { ...unkept, status: PASS, headers: {}, segments: [new Uint8Array()], slots: [], stamps } as Stored as Storable;
}

/** What comes out of a shared store was judged before it went in. */
export function keptBefore(stored: Stored): Storable {
  return stored as Storable;
}

function toStored(candidate: Candidate, now: EpochMs): Stored {
  const { key, asOf, fillStartedAt, status, headers, segments, slots, entityVersions, changesAt, notBefore = null } = candidate;
  const lifetime = flawOf(candidate) === undefined ? candidate.lifetime : endedByAge(candidate.lifetime);
  // The life of what was filled ahead begins at its moment.
  const freshUntil = Math.max(fillStartedAt, notBefore ?? fillStartedAt) + lifetime.maxAge;
  const revalidateUntil = freshUntil + lifetime.staleWhileRevalidate;
  const staleUntil = revalidateUntil + lifetime.staleIfError;
  const stamps = { fillStartedAt, storedAt: now, freshUntil, revalidateUntil, staleUntil, notBefore, notAfter: changesAt };
  const surrogateKeys = [...new Set([...candidate.implicitKeys, ...purgeableBy(candidate)])];
  return { key, asOf, stamps, surrogateKeys, entityVersions, status, headers, slots, segments };
}

function purgeableBy({ surrogateKeys }: Candidate): ReadonlySet<string> {
  return new Set(surrogateKeys.filter((key) => SURROGATE_KEY.test(key)));
}

/** A key that no purge can name tells of no change either. */
function flawOf({ flaw, surrogateKeys }: Candidate): string | undefined {
  return flaw ?? (surrogateKeys.every((key) => SURROGATE_KEY.test(key)) ? undefined : "foreign-surrogate-key");
}

/** It is soon asked for again, and may still stand in for an origin that fails. */
function endedByAge(lifetime: Lifetime): Lifetime {
  const { maxAge, staleWhileRevalidate } = LIFETIMES.missing;
  return { ...lifetime, maxAge, staleWhileRevalidate };
}

function whyPersonal(headers: Readonly<Record<string, string>>): string | undefined {
  for (const [name, value] of Object.entries(headers)) {
    const reason = whyPersonalField(name.toLowerCase(), value.toLowerCase());
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function whyPersonalField(name: string, value: string): string | undefined {
  if (name === "set-cookie") return "set-cookie";
  if (name === "vary") return value.split(",").every((field) => /^\s*(accept-encoding)?\s*$/.test(field)) ? undefined : "foreign-vary";
  if (!/(cache|surrogate)-control$/.test(name)) return undefined;
  const directive = /(?:^|[,\s])(private|no-store)(?:$|[,;=\s])/.exec(value);
  return directive?.[1];
}

function whyBroken({ status, marked, segments, slots }: Candidate): string | undefined {
  if (status >= 500) return `origin-${status}`;
  if (!STORABLE_STATUS.has(status)) return `status-${status}`;
  if (!marked) return "no-build-marker";
  if (segments.length !== slots.length + 1) return "segments";
  return status === 200 && segments.every(({ byteLength }) => byteLength === 0) ? "empty" : undefined;
}
