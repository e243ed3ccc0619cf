/** How the console writes numbers and moments. Times are UTC: admins and PoPs are in many zones. */
import type { EpochMs, Ms } from "../../time.ts";

const DAY: Ms = 86_400_000;

/** `09:41:07`, with the day when it is another one than today: `21 Nov 09:41`. */
export function clock(at: EpochMs, now: EpochMs): string {
  const iso = new Date(at).toISOString();
  return iso.slice(0, 10) === new Date(now).toISOString().slice(0, 10) ? iso.slice(11, 19) : `${dayOf(at)} ${iso.slice(11, 16)}`;
}

export function hourOf(at: EpochMs): string {
  return new Date(at).toISOString().slice(11, 16);
}

function dayOf(at: EpochMs): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(at);
}

/** `212 ms`, `1.9 s`, `4 min`, `3 h`. */
export function duration(ms: Ms): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  return ms < 2 * DAY ? `${Math.round(ms / 3_600_000)} h` : `${Math.round(ms / DAY)} days`;
}

export function percent(share: number): string {
  return (share * 100).toFixed(1);
}

export function count(number: number): string {
  return number.toLocaleString("en-GB");
}

/** `1 page`, `38 pages`. */
export function countOf(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}
