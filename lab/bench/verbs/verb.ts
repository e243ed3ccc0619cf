/** One thing that `npm run bench` measures. */

export interface Asked {
  readonly rounds: number;
  readonly seconds: number;
  /** Requests a second. */
  readonly rate: number;
  /** Systems to measure, by the beginning of their name; all when empty. */
  readonly only: readonly string[];
  /** Pages to store. */
  readonly entries: number;
  /** An edge bundle of an earlier state. */
  readonly before: string | undefined;
  /** Of the catalogue. */
  readonly size: string;
  readonly say: (line: string) => void;
}

/** What was measured: figures to keep, and the same for people. */
export interface Measured {
  readonly figures: object;
  readonly text: string;
}

export interface Verb {
  measure(asked: Asked): Promise<Measured>;
}
