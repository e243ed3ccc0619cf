import type { PurgeEffect } from "../cache/purge-effect.ts";
import type { DryRun } from "./deps.ts";

const SHOWN_URLS = 100;

/** What a purge would change, as those who keep something tell it, in one answer. */
export function toDryRun(effects: readonly PurgeEffect[], sampledFrom: string): DryRun {
  const sum = (count: (effect: PurgeEffect) => number) => effects.reduce((all, effect) => all + count(effect), 0);
  const [shells, fragments] = [sum((effect) => effect.shells), sum((effect) => effect.fragments)];
  const urls = effects.flatMap((effect) => effect.urls).sort();
  return { matched: { shells, fragments }, refills: shells + fragments, sampledFrom, urls: urls.slice(0, SHOWN_URLS) };
}
