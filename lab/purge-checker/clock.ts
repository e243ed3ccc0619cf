/** A discrete-event clock: time jumps from one event to the next, and real promises run dry in between. */
export class Clock {
  #now: number;
  #count = 0;
  readonly #heap: Event[] = [];
  /** Called between events, when nothing runs. */
  onSettled: () => void = () => undefined;

  constructor(start: number) {
    this.#now = start;
  }

  /** True time, in ms. */
  get now(): number {
    return this.#now;
  }

  at(time: number, run: () => void): void {
    push(this.#heap, { time, order: this.#count++, run });
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.at(this.#now + Math.max(0, ms), resolve));
  }

  async runUntil(end: number): Promise<void> {
    for (let next = this.#heap[0]; next !== undefined && next.time <= end; next = this.#heap[0]) {
      pop(this.#heap);
      this.#now = Math.max(this.#now, next.time);
      next.run();
      await new Promise(setImmediate);
      this.onSettled();
    }
    this.#now = end;
  }
}

interface Event {
  readonly time: number;
  readonly order: number;
  readonly run: () => void;
}

function isBefore(a: Event | undefined, b: Event | undefined): boolean {
  if (a === undefined || b === undefined) return a !== undefined;
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}

function swap(heap: Event[], i: number, j: number): void {
  const [a, b] = [heap[i], heap[j]];
  if (a !== undefined && b !== undefined) [heap[i], heap[j]] = [b, a];
}

function push(heap: Event[], event: Event): void {
  heap.push(event);
  for (let i = heap.length - 1; i > 0 && isBefore(heap[i], heap[(i - 1) >> 1]); i = (i - 1) >> 1) swap(heap, i, (i - 1) >> 1);
}

function pop(heap: Event[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  for (let i = 0; ; ) {
    const [left, right] = [2 * i + 1, 2 * i + 2];
    const child = isBefore(heap[right], heap[left]) ? right : left;
    if (!isBefore(heap[child], heap[i])) return;
    swap(heap, i, child);
    i = child;
  }
}
