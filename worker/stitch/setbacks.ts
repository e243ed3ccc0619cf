/**
 * Shared questions that failed a moment ago. They rest for a while, so that a broken service does not cost the origin a
 * call for every page view; pages show the last good answer or the fallback meanwhile.
 */
import type { Filled } from "../shell/find-wanted.ts";
import type { EpochMs, Ms } from "../time.ts";

/** The whole call came to nothing: the origin may be back in a moment. */
const CALL_FAILED_MS: Ms = 2_000;
/** The origin answered, but not this question: whatever answers it is broken. */
const QUESTION_FAILED_MS: Ms = 10_000;
/** Not the origin's doing: the page had no room or no time left to ask. */
const OWN = new Set(["batch-full", "batch-left"]);

interface Setback {
  readonly because: string;
  readonly until: EpochMs;
}

/** One isolate's, bounded: the oldest are forgotten first, which costs a question at most. */
export class Setbacks {
  readonly #byKey = new Map<string, Setback>();
  readonly #most: number;

  constructor(most = 2_000) {
    this.#most = most;
  }

  /** Why a question rests; undefined when it may be asked. */
  because(key: string, now: EpochMs): string | undefined {
    const setback = this.#byKey.get(key);
    if (setback === undefined) return undefined;
    if (setback.until > now) return setback.because;
    this.#byKey.delete(key);
    return undefined;
  }

  note(key: string, because: string, now: EpochMs): void {
    if (OWN.has(because)) return;
    this.#byKey.delete(key);
    this.#byKey.set(key, { because, until: now + (because === "unanswered" ? CALL_FAILED_MS : QUESTION_FAILED_MS) });
    if (this.#byKey.size > this.#most) this.#forgetOldest();
  }

  get size(): number {
    return this.#byKey.size;
  }

  #forgetOldest(): void {
    const oldest = this.#byKey.keys().next();
    if (!oldest.done) this.#byKey.delete(oldest.value);
  }
}

/** Fills, unless the same failed a moment ago; remembers a failure. */
export async function unlessResting(
  setbacks: Setbacks | undefined,
  key: string,
  now: () => EpochMs,
  fill: () => Promise<Filled>,
): Promise<Filled> {
  const because = setbacks?.because(key, now());
  if (because !== undefined) return { ok: false, because };
  const filled = await fill();
  if (!filled.ok) setbacks?.note(key, filled.because, now());
  return filled;
}
