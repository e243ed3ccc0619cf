/** How long to wait before the next delivery after `failures` in a row: 1 s, doubling to a minute. */
export const retryDelay = (failures: number): number => Math.min(60_000, 1_000 * 2 ** Math.min(failures, 6));
