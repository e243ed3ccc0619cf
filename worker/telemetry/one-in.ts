/** Which of many that are alike get a line: the last of each `every`, which stands for them all. */
export class OneIn {
  readonly #every: number;
  #passed = 0;

  constructor(every: number) {
    this.#every = every;
  }

  /** How many the next one stands for; 0 of one that another will stand for. */
  weigh(): number {
    this.#passed++;
    if (this.#passed < this.#every) return 0;
    this.#passed = 0;
    return this.#every;
  }
}
