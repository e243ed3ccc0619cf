/**
 * The rules of PURGE section 6, each as the edit that takes it out of the source, and the histories that must then show
 * a violation. An edit that no longer applies is an error: the rule has moved, and this list has to follow it.
 */
import type { Edit } from "../bundle-edited.ts";
import type { HistoryName } from "./histories.ts";

export interface Removal {
  readonly rule: string;
  /** `naive` swaps the whole cache for one that answers purges by deleting. */
  readonly edit: Edit | "naive";
  readonly histories: readonly HistoryName[];
}

const bulletin = (file: string, find: string, put: string): Edit => ({ file: `worker/bulletin/${file}`, find, put });
const cache = (file: string, find: string, put: string): Edit => ({ file: `worker/cache/${file}`, find, put });
const shell = (file: string, find: string, put: string): Edit => ({ file: `worker/shell/${file}`, find, put });

export const REMOVALS: readonly Removal[] = [
  {
    rule: "joiners are judged again",
    edit: shell(
      "find-stored.ts",
      "planLanded(held(search, landed.stored), isLastTry)",
      '({ kind: "serve", stored: landed.stored, how: "fresh" } as ReturnType<typeof planLanded>)',
    ),
    histories: ["soak"],
  },
  {
    rule: "a copy older than B judges nothing fresh",
    edit: cache("judge.ts", "copyAge(copy, now) <= CONFIRMED_FOR", "true"),
    histories: ["soak", "silence"],
  },
  {
    rule: "asOf is noted before asking",
    edit: shell(
      "find-keep.ts",
      "...toCandidate(place, answer, ask), notBefore",
      "...toCandidate(place, answer, { ...ask, asOf: cache.bulletin.copy() ?? ask.asOf }), notBefore",
    ),
    histories: ["soak"],
  },
  {
    rule: "stamps are handed on unchanged",
    edit: shell(
      "find-tiers.ts",
      "if (latest !== undefined && wanted.memory",
      "if (latest !== undefined) Object.assign(latest, { asOf: cache.bulletin.copy() ?? latest.asOf, stamps: { ...latest.stamps, fillStartedAt: cache.now(), freshUntil: cache.now() + 30_000 } });\n  if (latest !== undefined && wanted.memory",
    ),
    histories: ["soak"],
  },
  {
    rule: "a remembered judgement is tied to the seq",
    edit: cache("verdict.ts", "known.at.seq === copy.seq && known.at.epoch === copy.epoch", "true"),
    histories: ["soak"],
  },
  {
    rule: "an older epoch is dead",
    edit: cache("verdict.ts", "if (stored.asOf.epoch < epoch) return", "if (epoch < 0) return"),
    histories: ["soak"],
  },
  {
    rule: "a delta is taken only with its base",
    edit: bulletin("reader.ts", "await this.#bases.find(delta.base)", "this.#copy?.base ?? (await this.#bases.find('0.0'))"),
    histories: ["rollover"],
  },
  {
    rule: "a copy never goes back",
    edit: bulletin("copy.ts", "return order < 0 || (order === 0 && delta.sentAt < held.sentAt);", "return false;"),
    histories: ["soak"],
  },
  {
    rule: "an old copy kills what it knows",
    edit: cache("judge.ts", 'if (verdict?.kind === "killed")', 'if (verdict?.kind === "killed" && isConfirmed(copy, verdict, now))'),
    histories: ["soak", "silence"],
  },
  {
    rule: "a hard purge is not a soft one",
    edit: bulletin("purges-after.ts", "if (row.hard)", "if (row.hard && seq < 0)"),
    histories: ["soak"],
  },
  {
    rule: "responses have prefix keys",
    edit: cache("implicit-keys.ts", ", ...prefixesOf(path).map(prefixKey)]", "]"),
    histories: ["soak"],
  },
  {
    rule: "the origin fence",
    edit: cache("judge.ts", "if (elapsed > FENCE_KEPT_FOR)", "if (elapsed > 0)"),
    histories: ["soak", "farBehind"],
  },
  {
    rule: "the fence does not lapse wholly after 60 s",
    edit: cache("judge.ts", "if (elapsed > FENCE_KEPT_FOR)", "if (elapsed > FENCE_STRICT_FOR)"),
    histories: ["farBehind"],
  },
  {
    rule: "the soft grace ends",
    edit: cache("judge.ts", "elapsedSince(verdict.first, copy, now) <= SOFT_GRACE", "true"),
    histories: ["softWhileDown"],
  },
  {
    rule: "the soft grace counts from the first purge",
    edit: bulletin("purges-after.ts", "Math.min(firstSoft ?? row.at, row.at)", "Math.max(firstSoft ?? row.at, row.at)"),
    histories: ["softWhileDown"],
  },
  {
    rule: "age counts from the PoP's own sending",
    edit: bulletin("copy.ts", "return now - copy.sentAt;", "return now - copy.issuedAt;"),
    histories: ["silence"],
  },
  {
    rule: "a clock set back makes the copy's age unknown",
    edit: bulletin("wary-clock.ts", "if (now < this.#latest)", "if (now < 0)"),
    histories: ["clockSetBack"],
  },
  {
    rule: "a delta of the future is not used",
    edit: bulletin("look.ts", "return at <= now && now - at < ms;", "return now - at < ms;"),
    histories: ["clockSetBack"],
  },
  {
    rule: "a quiet far PoP waits longer than 100 ms",
    edit: bulletin("look.ts", "const LONG_WAIT: Ms = 1_000;", "const LONG_WAIT: Ms = 100;"),
    histories: ["quietFarPop"],
  },
  {
    rule: "asOf below the floor is dead",
    edit: cache("verdict.ts", "if (stored.asOf.seq < copy.floorSeq)", "if (copy.floorSeq < 0)"),
    histories: ["droppedRows"],
  },
  { rule: "edges flip 250 ms late", edit: cache("judge.ts", "FLIP_MARGIN: Ms = 250", "FLIP_MARGIN: Ms = 0"), histories: ["flip"] },
  {
    rule: "nothing is stale-while-revalidate past notAfter",
    edit: cache("judge.ts", '"past-not-after", "if-error"', '"past-not-after", "while-refreshing"'),
    histories: ["flip"],
  },
  {
    rule: "who purges is judged at his purge",
    edit: shell(
      "find-request.ts",
      "if (wanted.purgeSeq === undefined) return { stored, judgement };",
      "if (arrivedAt > 0) return { stored, judgement };",
    ),
    histories: ["soak"],
  },
  {
    rule: "a Purge-Seq is no position",
    edit: shell(
      "find-fill.ts",
      "laterAsOf(cache.bulletin.copy() ?? NOWHERE, asked?.minSeq ?? NOWHERE)",
      "laterAsOf(cache.bulletin.copy() ?? NOWHERE, asked?.minSeq ?? search.wanted.purgeSeq ?? NOWHERE)",
    ),
    histories: ["soak"],
  },
  {
    rule: "what the shield hands on keeps its position",
    edit: shell(
      "find-through-shield.ts",
      "const { visits } = answer;",
      'const { visits } = answer;\n  if (answer.kind === "found") Object.assign(answer.stored, { asOf: arguments[1].asOf });',
    ),
    histories: ["soak"],
  },
  {
    rule: "the shield hands on nothing below what the asker needs",
    edit: cache("judge.ts", "return (isLater && isYoung) || isSince ? judgement", "return isLater || isYoung || isSince ? judgement"),
    histories: ["blindShield"],
  },
  {
    rule: "the shield answers for the asker's instant",
    edit: shell("find-request.ts", "return asked?.at ?? now - FLIP_MARGIN;", "return asked?.ahead ? asked.at : now - FLIP_MARGIN;"),
    histories: ["flipThroughShield"],
  },
  { rule: "purges are numbers, not deletes", edit: "naive", histories: ["soak"] },
];
