/** Tiers in memory for public and segment answers: one flight a key, like the real ones. */
import type { Stored } from "../cache/stored.ts";
import { answerKey } from "../key/cache-key.ts";
import type { FilledAnswer, Found } from "../shell/find-wanted.ts";
import type { Clock, EpochMs, Ms } from "../time.ts";
import { subjectOf } from "./shared-answer.ts";
import type { AnswerWanted, FindAnswer, FindLastGood, SharedAnswer } from "./wanted.ts";

export interface FakeTiers {
  readonly findAnswer: FindAnswer;
  readonly findLastGood: FindLastGood;
  /** All that was ever stored, by key. */
  readonly stored: Map<string, Stored>;
  /** How long a look-up waits for an answer. */
  lookupMs: Ms;
  /** True makes what is stored too old to be used without asking. */
  stale: boolean;
}

export function fakeTiers(clock: Clock): FakeTiers {
  const flights = new Map<string, Promise<Found>>();
  const tiers: FakeTiers = {
    stored: new Map(),
    lookupMs: 0,
    stale: false,
    async findAnswer(wanted) {
      const key = keyOf(wanted);
      if (tiers.lookupMs > 0) await clock.sleep(tiers.lookupMs);
      const held = tiers.stored.get(key);
      if (held && !tiers.stale) return { kind: "found", stored: held, how: "fresh", trail: [] };
      const flight = flights.get(key) ?? fill(tiers, wanted, key, clock).finally(() => flights.delete(key));
      flights.set(key, flight);
      return flight;
    },
    findLastGood: async (wanted) => tiers.stored.get(keyOf(wanted)),
  };
  return tiers;
}

const keyOf = ({ ask, market }: SharedAnswer): string => answerKey(ask.question, subjectOf(ask), market);

async function fill(tiers: FakeTiers, wanted: AnswerWanted, key: string, clock: Clock): Promise<Found> {
  const filled = await wanted.fill({ at: clock.now(), asOf: { epoch: 1, seq: 0 }, startedAt: clock.now(), background: false });
  const held = tiers.stored.get(key);
  if (!filled.ok && held) return { kind: "found", stored: held, how: "stale", because: "sie", trail: [] };
  if (!filled.ok) return { kind: "unavailable", because: filled.because, retryAfterSeconds: 1, trail: [] };
  const stored = fakeStored(key, filled.answer, clock.now());
  tiers.stored.set(key, stored);
  return { kind: "found", stored, how: "fresh", trail: [] };
}

/** A stored response with the given content, fresh for a minute. */
export function fakeStored(key: string, answer: Pick<FilledAnswer, "segments" | "slots">, now: EpochMs): Stored {
  const until = now + 60_000;
  return {
    key: key as Stored["key"],
    asOf: { epoch: 1, seq: 0 },
    stamps: {
      fillStartedAt: now,
      storedAt: now,
      freshUntil: until,
      revalidateUntil: until,
      staleUntil: until,
      notBefore: null,
      notAfter: null,
    },
    surrogateKeys: [],
    entityVersions: {},
    status: 200,
    headers: {},
    slots: answer.slots,
    segments: answer.segments,
  };
}
