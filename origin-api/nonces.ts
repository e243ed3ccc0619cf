/** Which signed calls were here already. One process's memory, and bounded: when it is full, nothing is taken for new. */
export class Nonces {
  readonly #until = new Map<string, number>();
  readonly #most: number;
  readonly #keepFor: number;

  /** `keepFor` in the unit of `now`; it never changes, so the oldest entry is always the first. */
  constructor(keepFor: number, most: number) {
    this.#keepFor = keepFor;
    this.#most = most;
  }

  /** Takes a nonce down; `known` when it stands there already. */
  take(nonce: string, now: number): "new" | "known" | "full" {
    this.#forget(now);
    if (this.#until.has(nonce)) return "known";
    if (this.#until.size >= this.#most) return "full";
    this.#until.set(nonce, now + this.#keepFor);
    return "new";
  }

  get size(): number {
    return this.#until.size;
  }

  #forget(now: number): void {
    for (const [nonce, until] of this.#until) {
      if (until > now) return;
      this.#until.delete(nonce);
    }
  }
}
