/** Which arm of each experiment an explanation is about: those named, as `cart-promise:with`, and of the others the first. */
import type { KeyParts, KeyPolicy } from "../key/key-parts.ts";

export interface ExplainedArm {
  readonly experiment: string;
  readonly arm: string;
  /** All there are. */
  readonly of: readonly string[];
}

/** A named arm that the page does not have, or not together with another. */
export interface UnknownArm {
  readonly unknownArm: string;
  readonly because: string;
}

export function chooseArms({ route }: KeyParts, named: readonly string[], policies: readonly KeyPolicy[]): ExplainedArm[] | UnknownArm {
  const declared = Object.entries(policies.find(({ name }) => name === route)?.dimensions ?? {});
  const all = declared.flatMap(([experiment, of]) => of.map((arm) => ({ experiment, arm, of })));
  const unknown = named.find((name) => !all.some((one) => nameOf(one) === name));
  if (unknown !== undefined) return { unknownArm: unknown, because: all.length === 0 ? NONE : `One of ${all.map(nameOf).join(", ")}.` };
  const twice = declared.find(([experiment]) => new Set(named.filter((name) => name.startsWith(`${experiment}:`))).size > 1);
  if (twice !== undefined) return { unknownArm: twice[0], because: `Nobody is in two arms of ${twice[0]}.` };
  return declared.map(([experiment, of]) => {
    const chosen = all.find((one) => one.experiment === experiment && named.includes(nameOf(one)));
    return chosen ?? { experiment, arm: of[0] ?? "", of };
  });
}

export function withArms(parts: KeyParts, arms: readonly ExplainedArm[]): KeyParts {
  return { ...parts, dimensions: { ...parts.dimensions, ...Object.fromEntries(arms.map(({ experiment, arm }) => [experiment, arm])) } };
}

const NONE = "This page is the same in every experiment.";
const nameOf = ({ experiment, arm }: ExplainedArm): string => `${experiment}:${arm}`;
