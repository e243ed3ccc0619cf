import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Short files that take longest: of a fresh checkout nothing is known but the sizes of its files. */
const LONG = [
  "lab/canary/leaks.test.ts",
  "tools/feed/generate/feed-pieces.test.ts",
  "lab/purge-checker/promise.test.ts",
  "e2e/looks.test.ts",
  "e2e/hostile-content.test.ts",
];

/** Begins in each project with what takes longest, so that at the end no core waits for another. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((own) => {
      const here = sorted.filter(({ project }) => project === own);
      return [...here.filter(isLong), ...here.filter((file) => !isLong(file))];
    });
  }
}

const isLong = ({ moduleId }: TestSpecification): boolean => LONG.some((path) => moduleId.endsWith(`/${path}`));
