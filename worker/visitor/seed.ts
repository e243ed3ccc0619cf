/**
 * Which arm of an experiment a visitor sees, from a seed in a cookie of this browser's. There are so few seeds that one
 * points at nobody, and a seed goes no further than this file: pages depend on arms.
 */
import { type CookieNames, keepValue, readCookies } from "./cookies.ts";

export const SEEDS = 1_000;
const KEEP_SECONDS = 90 * 24 * 60 * 60;
const SEED = /^(?:0|[1-9]\d{0,2})$/;

/** The seed this browser has; undefined when it has none, or something else in its place. */
export function readSeed(header: string | null, names: CookieNames): number | undefined {
  const value = readCookies(header, [names.seed])[names.seed];
  return value !== undefined && SEED.test(value) ? Number(value) : undefined;
}

/** `Set-Cookie` that keeps a seed. */
export function keepSeed(names: CookieNames, seed: number): string {
  return keepValue(names, names.seed, String(seed), KEEP_SECONDS);
}

/** One of `arms`, each for about as many seeds as any other. What a seed means for one experiment says nothing of another. */
export function armOf(experiment: string, arms: readonly string[], seed: number): string {
  return arms[Math.floor((hashOf(`${seed} ${experiment}`) / 2 ** 32) * arms.length)] ?? "";
}

/** FNV-1a, whose upper bits are the better mixed ones. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
