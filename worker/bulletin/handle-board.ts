import type { HandlesAnswer } from "#contract/handles";
import type { EpochMs } from "../time.ts";
import { type KeyHash, keyHash } from "./key-hash.ts";

/** In a life that has not asked: nothing can be certain, but something may be in a moment. */
const NOT_YET: EpochMs = 0;

/** The names in use as the origin told them, in the bulletin's memory. Lost with it and told again whole. */
export class HandleBoard {
  readonly #names = new Map<string, number>();
  #at: EpochMs | null = NOT_YET;
  #cursor = "";

  /** When the origin was asked that last told all there is: long ago while it is about to, null when it does not tell names. */
  get at(): EpochMs | null {
    return this.#at;
  }

  /** Where the next answer has to continue; empty asks for everything. */
  get cursor(): string {
    return this.#cursor;
  }

  /** Takes an answer in at a version of the board; says whether any name is new to it. None of no names: a shop has some. */
  apply(answer: HandlesAnswer | undefined, seq: number, askedAt: EpochMs): boolean {
    if (answer === undefined) return this.unanswered();
    const { names, cursor, complete } = answer;
    const fresh = names.filter((name) => !this.#names.has(name));
    for (const name of fresh) this.#names.set(name, seq);
    this.#cursor = cursor;
    if (complete) this.#at = this.#names.size === 0 ? null : askedAt;
    return fresh.length > 0;
  }

  /** The origin did not answer: what it told stands, and what it never told is not waited for. */
  unanswered(): false {
    if (this.#at === NOT_YET) this.#at = null;
    return false;
  }

  /** Asks for all names again. */
  startOver(): void {
    this.#cursor = "";
  }

  /** Hashes of the names that came after `seq`. */
  after(seq: number): KeyHash[] {
    return [...this.#names].filter(([, cameAt]) => cameAt > seq).map(([name]) => keyHash(name));
  }
}
