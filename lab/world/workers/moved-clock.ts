/**
 * A clock that can be moved. `Date` of this isolate follows it: whatever runs here, its Durable Objects included.
 * Timers, alarms and the Cache API's own expiry go by the machine's clock, which nobody moves.
 */
const True = Date;
let movedByMs = 0;

class MovedDate extends True {
  constructor(...given: []) {
    if (given.length === 0) super(MovedDate.now());
    else super(...given);
  }

  static override now(): number {
    return True.now() + movedByMs;
  }
}
globalThis.Date = MovedDate as DateConstructor;

/** Sets how far this isolate's clock stands from the machine's. */
export function moveClock(ms: number): void {
  movedByMs = ms;
}
