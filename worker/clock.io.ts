import type { Clock } from "./time.ts";

export const machineClock: Clock = { now: () => Date.now(), sleep: (ms) => scheduler.wait(ms) };
