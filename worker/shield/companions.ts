/** A page brings the first answers about its subject along: whoever wants one of those waits for the page that is on its way. */
import type { Ms } from "../time.ts";

/** A view asks for its page and for its answers within this time of each other. */
const TOGETHER_MS: Ms = 10;

export class Companions {
  readonly #sleep: (ms: Ms) => Promise<void>;
  readonly #pages = new Map<string, Promise<unknown>>();

  constructor(sleep: (ms: Ms) => Promise<void>) {
    this.#sleep = sleep;
  }

  /** A page about the subject is being found. */
  async leads<T>(subject: string, page: Promise<T>): Promise<T> {
    this.#pages.set(subject, page);
    try {
      return await page;
    } finally {
      if (this.#pages.get(subject) === page) this.#pages.delete(subject);
    }
  }

  /** Resolves when no page about the subject is on its way. */
  async follows(subject: string): Promise<void> {
    await this.#sleep(TOGETHER_MS);
    await this.#pages.get(subject)?.catch(() => undefined);
  }
}
