/** What the prewarm form says, and how it reads as an order. */
import { PREWARM_KINDS, type PrewarmBy } from "../../prewarm/prewarm.ts";
import { DEFAULT_PER_SECOND } from "../decode-prewarm.ts";
import { linesOf } from "./purge-input.ts";

export interface PrewarmInput {
  readonly by: PrewarmBy;
  /** Values as typed, one a line. */
  readonly lines: string;
  readonly markets: readonly string[];
  readonly perSecond: string;
  readonly reason: string;
  /** Names this form as it was shown: sent twice, it is one order. */
  readonly once: string;
  readonly step: "dry-run" | "start";
}

export function emptyInput(once: string): PrewarmInput {
  return { by: "sitemap", lines: "", markets: [], perSecond: String(DEFAULT_PER_SECOND), reason: "", once, step: "dry-run" };
}

export function readPrewarmInput(form: URLSearchParams): PrewarmInput {
  return {
    by: PREWARM_KINDS.find((kind) => kind === form.get("by")) ?? "sitemap",
    lines: form.get("values") ?? "",
    markets: form.getAll("market"),
    perSecond: form.get("perSecond") ?? "",
    reason: form.get("reason") ?? "",
    once: form.get("once") ?? "",
    step: form.get("step") === "start" ? "start" : "dry-run",
  };
}

/** The order as the API would get it; `decodePrewarm` judges it. */
export function toPrewarmBody({ by, lines, markets, perSecond, reason, step }: PrewarmInput): Record<string, unknown> {
  const pages = perSecond.trim() === "" ? {} : { perSecond: Number(perSecond) };
  return { by, ...(by !== "sitemap" && { values: linesOf(lines) }), markets, ...pages, reason, dryRun: step === "dry-run" };
}
