/** Threat: what an address says becomes a field of the answer, or an answer of its own. */
import { type Attack, describeThreat, evilWord, type Target } from "./threat.ts";

/** A line end, in the ways it has been smuggled through. */
const LINE_ENDS = ["%0d%0a", "%0a", "%0d", "%E5%98%8A%E5%98%8D", "%u000d%u000a", "%250d%250a", "%c4%8d%c4%8a"];

async function splitBy(target: Target, address: (path: string, injected: string) => string): Promise<string[]> {
  const found = [];
  for (const end of LINE_ENDS) {
    const [path, word] = [await target.cold(), evilWord()];
    const answer = await target.ask(address(path, `${end}Set-Cookie:%20${word}=1${end}${end}HTTP/1.1%20200%20OK`));
    if (answer.status >= 500) found.push(`${answer.status} for ${end}`);
    const fields = answer.fields.filter(([name, value]) => name === word || (name !== "location" && value.includes(word)));
    for (const [name] of fields) found.push(`${end} stands in ${name}`);
    // A move may carry the parameter on, but only as it came.
    const location = answer.field("location") ?? "";
    if (location.includes(word) && !location.includes(`${end}Set-Cookie`)) found.push(`${end} is decoded in location`);
  }
  return found;
}

const inParameter: Attack = { what: "in a parameter", on: (target) => splitBy(target, (path, injected) => `${path}?ref=${injected}`) };
const inPath: Attack = { what: "in the path", on: (target) => splitBy(target, (path, injected) => `${path}/${injected}`) };
const inMove: Attack = {
  what: "in an address that is moved",
  on: (target) => splitBy(target, (path, injected) => `${path}/?ref=${injected}`),
};

describeThreat("response splitting", [inParameter, inPath, inMove]);
