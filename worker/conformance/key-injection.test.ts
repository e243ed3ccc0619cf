/** Threat: an address is written so that its key is another page's. */
import { type Attack, describeThreat, shownBy, type Target } from "./threat.ts";

/** Signs that keys have been joined by, plain and encoded. */
const JOINTS = ["|", "%7c", ":", "%3a", "__", ",", "%2c", "%22,%22", "%5d", "%00", "%0a", "//", "%2f", "%23", ";"];

async function confusedBy(
  target: Target,
  crafted: (path: string, joint: string) => string,
  honest: (path: string) => string,
): Promise<string[]> {
  const found = [];
  for (const joint of JOINTS) {
    const path = await target.cold();
    const evil = await target.ask(crafted(path, joint));
    const seen = await target.ask(honest(path));
    const again = await target.ask(honest(path));
    if (seen.status === 200 && shownBy(seen) === shownBy(evil) && crafted(path, joint) !== honest(path) && isForeign(seen, honest(path)))
      found.push(`${honest(path)} shows what was made for ${crafted(path, joint)}`);
    if (shownBy(again) !== shownBy(seen)) found.push(`${honest(path)} shows two things`);
  }
  return found;
}

/** A page says which one it is: it must be the one that was asked for, and nothing of a joint may be left in it. */
function isForeign({ body }: { readonly body: string }, asked: string): boolean {
  const canonical = /<link rel="canonical" href="([^"]*)"/.exec(body)?.[1] ?? "";
  const [path = "", query = ""] = asked.split("?");
  const page = /page=(\d+)/.exec(query)?.[1] ?? "1";
  const shown = /page=(\d+)/.exec(canonical)?.[1] ?? "1";
  return !canonical.replaceAll("&amp;", "&").includes(path) || (shown !== page && shown !== "1") || /[|]/.test(canonical);
}

const acrossParameters: Attack = {
  what: "by a value that goes on into the next parameter",
  on: (target) =>
    confusedBy(
      target,
      (path, joint) => `${path}?page=2${joint}newest`,
      (path) => `${path}?page=2&sort=newest`,
    ),
};

const acrossPath: Attack = {
  what: "by a path that goes on into the parameters",
  on: (target) =>
    confusedBy(
      target,
      (path, joint) => `${path}${joint}2${joint}newest`,
      (path) => `${path}?page=2&sort=newest`,
    ),
};

describeThreat("key injection", [acrossParameters, acrossPath]);
