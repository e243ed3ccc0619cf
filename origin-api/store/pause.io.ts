const FIRST_MS = 4;
const LONGEST_MS = 500;

/** Waits before another attempt: at most 4 ms after the first, doubling to half a second; by chance, so that rivals part. */
export function pause(attempt: number): Promise<void> {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return new Promise((resolve) => setTimeout(resolve, Math.random() * most));
}
