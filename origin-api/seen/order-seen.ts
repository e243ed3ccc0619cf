import { MAX_SEEN } from "#contract/seen";

/** What is remembered once a device has told: the device in hand comes first, what only others know behind it. */
export function orderSeen(told: readonly string[], known: readonly string[]): readonly string[] {
  return [...new Set([...told, ...known])].slice(0, MAX_SEEN);
}
