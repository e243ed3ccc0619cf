import type { Page } from "playwright-core";

/** Moves too small to be seen: the width of the web font against its measured stand-in. */
const UNSEEN = 0.005;

/** Notes every layout shift of the pages to come, with what moved. */
export async function recordShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(globalThis, { shifts });
    type Shift = PerformanceEntry & { value: number; sources: { node?: Element; previousRect: DOMRect; currentRect: DOMRect }[] };
    const box = ({ x, y, width, height }: DOMRect) => [x, y, width, height].map(Math.round).join(" ");
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[]) {
        const moved = sources.map(
          ({ node, previousRect, currentRect }) => `${node?.nodeName}.${node?.className}: ${box(previousRect)} -> ${box(currentRect)}`,
        );
        shifts.push(`${value.toFixed(4)} ${moved.join(", ")}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** The shifts a person could see. */
export async function shiftsOf(page: Page): Promise<string[]> {
  const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts);
  return shifts.filter((shift) => Number.parseFloat(shift) > UNSEEN);
}
