import { machineClock } from "./clock.io.ts";
import { type Ms, unlessLate } from "./time.ts";
import { Unreachable } from "./unreachable.ts";

const PATIENCE: Ms = 5_000;

/** What an object answers an operator; rejects with `Unreachable` when it fails or is silent so long. */
export async function reached<P extends Promise<unknown>>(answer: P, withinMs: Ms = PATIENCE): Promise<Awaited<P>> {
  return answered(unlessLate(answer, withinMs, machineClock, silent));
}

/** The same without a clock, for what takes as long as its sender does. */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    throw new Unreachable(cause instanceof Error ? cause.message : "unknown", { cause });
  }
}

function silent(): never {
  throw new Error("no answer in time");
}
