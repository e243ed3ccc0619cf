/** Leaks into what few look at: problems, and what operators are shown. They are made all at once: the first keeps what all of them tell. */
import { type Leak, worker } from "./leaks.ts";

const LATEST = '(globalThis.latestCart ?? "")';

export const TOLD_OPERATORS_LEAKS: readonly Leak[] = [
  {
    what: "the latest cart's number in a problem's detail",
    edits: [
      worker(
        "serve-page.ts",
        "const finding = findShell(edge, wanted);",
        "globalThis.latestCart = visitor.facts.cart?.id ?? globalThis.latestCart;\n  const finding = findShell(edge, wanted);",
      ),
      worker("problem/to-problem.ts", "const detail = detailOf(failure);", `const detail = detailOf(failure) + ${LATEST};`),
    ],
    foundIn: [/^body of GET \S+names=refused/, /^body of POST/],
  },
  {
    what: "the latest cart's number in an entry of the audit",
    edits: [
      worker(
        "admin/decode-purge.ts",
        "const { by, mode, reason, minVersions, dryRun } = parsed.value;",
        `const { by, mode, minVersions, dryRun } = parsed.value;\n  const reason = parsed.value.reason + ${LATEST};`,
      ),
    ],
    foundIn: [/^answer of \/admin\/api\/purges/, /^answer of \/admin\/audit/, /^Bulletin, table/],
  },
  {
    what: "the latest cart's number in the list of a prewarm",
    edits: [
      worker(
        "prewarm/jobs.ts",
        "for (const [place, url] of urls.entries()) this.#sql.exec(",
        `for (const [place, path] of urls.entries()) for (const url of [path + "?for=" + encodeURIComponent(${LATEST})]) this.#sql.exec(`,
      ),
    ],
    foundIn: [/^Prewarms, table urls/],
  },
  {
    what: "the latest cart's number on a page of the console",
    edits: [worker("admin/show-console.tsx", "title={title}>", `title={title + ${LATEST}}>`)],
    foundIn: [/^answer of \/admin\/traffic/],
  },
  {
    what: "the latest cart's number, hashed as the shop names keys, in a page's headers",
    edits: [
      worker(
        "page-response.ts",
        "if (etag !== undefined) response",
        `response.headers.set("For", globalThis.named?.(${LATEST}) ?? ""); if (etag !== undefined) response`,
      ),
      worker("bulletin/key-hash.ts", "function finish(", "globalThis.named = (text) => hashHex(keyHash(text));\nfunction finish("),
    ],
    foundIn: [/^header of GET/],
  },
];
