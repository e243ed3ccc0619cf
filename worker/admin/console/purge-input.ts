/** What the purge form says, and how it reads as an order. */
import type { PurgeBy, PurgeMode } from "../../bulletin/purge-row.ts";

export interface PurgeInput {
  readonly by: PurgeBy;
  /** Values as typed, one a line. */
  readonly lines: string;
  readonly markets: readonly string[];
  readonly mode: PurgeMode;
  readonly reason: string;
  readonly confirm: string;
  readonly proof: string;
  readonly step: "dry-run" | "purge";
}

export const EMPTY_INPUT: PurgeInput = {
  by: "surrogate-key",
  lines: "",
  markets: [],
  mode: "soft",
  reason: "",
  confirm: "",
  proof: "",
  step: "dry-run",
};

const KINDS: readonly PurgeBy[] = ["url", "surrogate-key", "prefix", "market", "all"];

/** Reads the form. Whatever is not clearly the second step is the first: the one that only looks. */
export function readPurgeInput(form: URLSearchParams): PurgeInput {
  const by = KINDS.find((kind) => kind === form.get("by")) ?? "surrogate-key";
  return {
    by,
    lines: form.get("values") ?? "",
    markets: form.getAll("market"),
    mode: form.get("mode") === "hard" ? "hard" : "soft",
    reason: form.get("reason") ?? "",
    confirm: form.get("confirm") ?? "",
    proof: form.get("proof") ?? "",
    step: form.get("step") === "purge" ? "purge" : "dry-run",
  };
}

/** The order as the API would get it; `decodePurge` judges it. */
export function toOrderBody(input: PurgeInput): Record<string, unknown> {
  const values = input.by === "market" ? input.markets : linesOf(input.lines);
  return {
    by: input.by,
    ...(input.by !== "all" && { values }),
    ...(input.by === "all" && { confirm: input.confirm.trim() }),
    mode: input.mode,
    reason: input.reason,
    dryRun: input.step === "dry-run",
  };
}

/** What stands in a text, one a line. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
