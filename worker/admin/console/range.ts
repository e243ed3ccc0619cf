import type { Period } from "../../telemetry/counts.ts";
import type { EpochMs, Ms } from "../../time.ts";

const MINUTE: Ms = 60_000;

export type RangeName = "hour" | "day";

/** A stretch of time that ends now, and the periods it is counted in. */
export interface Range {
  readonly name: RangeName;
  readonly words: string;
  readonly length: Ms;
  readonly period: Ms;
}

export const RANGES = {
  hour: { name: "hour", words: "last hour", length: 60 * MINUTE, period: MINUTE },
  day: { name: "day", words: "last 24 hours", length: 24 * 60 * MINUTE, period: 15 * MINUTE },
} as const satisfies Record<RangeName, Range>;

export function readRange(query: URLSearchParams): Range {
  return query.get("range") === "hour" ? RANGES.hour : RANGES.day;
}

/** The periods of a range that had something in them, with the moment each stands for. */
export function within(range: Range, periods: readonly Period[], now: EpochMs): (Period & { readonly at: EpochMs })[] {
  const from = now - range.length;
  const recent = periods.filter((period) => period.from >= from && period.from <= now);
  return recent.map((period) => ({ ...period, at: Math.min(now, period.from + range.period / 2) }));
}
