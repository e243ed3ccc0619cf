/** The canary in shops that give their visitors away: it must come across each leak. */
import { expect, it } from "vitest";
import { summary } from "./audit.ts";
import { bundleEdge } from "./bundle.ts";
import { flyCanary } from "./canary.ts";
import { LEAKS, type Leak } from "./leaks.ts";
import { KEPT_LEAKS } from "./leaks-kept.ts";
import { TOLD_APART_LEAKS } from "./leaks-told-apart.ts";
import { TOLD_OPERATORS_LEAKS } from "./leaks-told-operators.ts";

it.each(LEAKS)("finds $what", { timeout: 90_000 }, async (leak) => {
  const { findings } = await flyCanary({ visitors: 48, purgeEvery: 8, edits: leak.edits });
  for (const where of leak.foundIn) {
    expect(
      findings.filter((finding) => where.test(finding.where)),
      summary(findings),
    ).not.toEqual([]);
  }
});

it.each([
  { leaks: TOLD_APART_LEAKS, what: "each leak that shows in places of its own, and takes none for another" },
  { leaks: TOLD_OPERATORS_LEAKS, what: "each leak into what few look at" },
  { leaks: KEPT_LEAKS, what: "whatever is kept, wherever it is kept" },
])("finds $what", { timeout: 90_000 }, async ({ leaks }) => {
  const { findings } = await flyCanary({ visitors: 48, purgeEvery: 8, edits: leaks.flatMap(({ edits }) => edits) });
  const isMissed = ({ foundIn }: Leak) => !foundIn.every((place) => findings.some(({ where }) => place.test(where)));
  expect(leaks.filter(isMissed).map(({ what }) => what)).toEqual([]);
  const leaksIn = (where: string) => leaks.filter(({ foundIn }) => foundIn.some((place) => place.test(where)));
  expect(findings.filter(({ where }) => leaksIn(where).length > 1)).toEqual([]);
});

it("refuses an edit that no longer applies", async () => {
  const edit = { file: "worker/serve-page.ts", find: "what stands nowhere", put: "" };
  await expect(bundleEdge([edit])).rejects.toThrow("worker/serve-page.ts has 0 places with: what stands nowhere");
});
