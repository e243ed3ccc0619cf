import { expect, it } from "vitest";
import type { Viewed } from "./drive.ts";
import { judgePurge, planPurges } from "./purges.ts";

const view = (sentAtMs: number, edition: number | undefined): Viewed =>
  ({ kind: "product", status: 200, sentAtMs, doneAtMs: sentAtMs + 10, edition }) as Viewed;

it("takes the last byte of an earlier edition, not of the one that was published, nor of other pages", () => {
  const viewed = [view(900, 1), view(1_200, 1), view(1_300, 2), view(1_500, 1), view(9_000, 2), view(9_500, undefined)];
  const figures = judgePurge({ mode: "hard", edition: 2, acknowledgedAt: 6_000 }, 5_000, viewed);
  expect(figures).toEqual({ mode: "hard", acknowledgedAtMs: 1_000, lastStaleByteMs: 510, lastStaleRequestMs: 500, staleViews: 2 });
});

it("says nothing was stale when nothing was", () => {
  expect(judgePurge({ mode: "soft", edition: 2, acknowledgedAt: 0 }, 0, [view(10, 2)]).lastStaleByteMs).toBe(0);
});

it("plans a soft purge only where its ten seconds fit behind the hard one", () => {
  expect(planPurges(6).map(({ mode }) => mode)).toEqual(["hard"]);
  expect(planPurges(30).map(({ mode }) => mode)).toEqual(["hard", "soft"]);
});
