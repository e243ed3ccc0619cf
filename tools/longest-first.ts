import { relative, sep } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Folders whose tests run whole programs, those that take longest first. Of a fresh checkout nothing is known but the sizes of its files, which decide within a folder. */
const LONG = ["lab", "tools", "e2e"];

/** Begins with what takes longest, and its project, so that at the end no core waits for another. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const sorted = (await super.sort(files)).toSorted((one, other) => rankOf(root, one) - rankOf(root, other));
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((own) => sorted.filter(({ project }) => project === own));
  }
}

function rankOf(root: string, { moduleId }: TestSpecification): number {
  const [folder = ""] = relative(root, moduleId).split(sep);
  const rank = LONG.indexOf(folder);
  return rank < 0 ? LONG.length : rank;
}
