import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take longest, longest first: of a fresh checkout nothing is known but the sizes of its files. */
const LONG = [
  "lab/canary/leaks.test.ts",
  "tools/new/new.test.ts",
  "lab/purge-checker/promise.test.ts",
  "lab/kills/kills.test.ts",
  "tools/feed/generate/feed-pieces.test.ts",
  "lab/canary/canary.test.ts",
  "tools/feed/feed.test.ts",
  "tools/deploy/production-bundle.test.ts",
  "e2e/world.test.ts",
  "e2e/looks.test.ts",
  "e2e/hostile-content.test.ts",
  "e2e/canary.test.ts",
  "e2e/operations.test.ts",
  "e2e/console.test.ts",
  "e2e/killed-import.test.ts",
  "e2e/rehearse.test.ts",
  "e2e/overlay.test.ts",
];

/** Begins with what takes longest, and its project, so that at the end no core waits for another. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = (await super.sort(files)).toSorted((one, other) => rankOf(one) - rankOf(other));
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((own) => sorted.filter(({ project }) => project === own));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LONG.findIndex((path) => moduleId.endsWith(`/${path}`));
  return rank < 0 ? LONG.length : rank;
}
