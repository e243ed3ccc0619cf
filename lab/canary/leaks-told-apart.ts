/** Leaks each of which shows in places where none of the others here does. They are far enough apart to be made all at once. */
import { ANYBODY, FIRST_NAME, type Leak, worker } from "./leaks.ts";

export const TOLD_APART_LEAKS: readonly Leak[] = [
  {
    what: "a cookie in a log line",
    edits: [worker("request-log.ts", "method: request.method,", 'method: request.method, cookie: request.headers.get("Cookie"),')],
    foundIn: [/^log$/],
  },
  {
    what: "a visitor's name as the label of a metric",
    edits: [
      worker("serve-page.ts", "countPage(edge, shell);\n", `countPage(edge, shell);\n  edge.tally.fragment(${FIRST_NAME}, "token");\n`),
    ],
    foundIn: [/^answer of \/admin\/metrics/, /^Stats, table/],
  },
  {
    what: "a customer's number in a header of their own page",
    edits: [
      worker(
        "page-response.ts",
        "if (etag !== undefined) response",
        'response.headers.set("For", outcome.visitor.facts.customer ?? ""); if (etag !== undefined) response',
      ),
    ],
    foundIn: [/^header of GET/],
  },
  {
    what: "a cart's number in the answer to a script",
    edits: [worker("carts/write-line.ts", "version: cart.version,", "version: cart.version, cart: cart.id,")],
    foundIn: [/^body of POST/],
  },
  {
    what: "a guest's first write taken for another's",
    edits: [worker("carts/write-line.ts", "if (claims === undefined || request", "if (request")],
    foundIn: [/^cookie of POST/],
  },
  {
    what: "a renewed token given to the next one whose token is renewed",
    edits: [
      worker(
        "visitor/adopt-token.ts",
        "return adoptToken(token, adopting, seen);",
        `[globalThis.renewed, token] = [token, globalThis.renewed ?? token];
    return adoptToken(token, { ...adopting, visitor: { ...adopting.visitor, claims: undefined } }, seen);`,
      ),
    ],
    foundIn: [/^cookie of GET/],
  },
  { what: "markup with a name kept beside the tiers, shown to nobody else", edits: [ANYBODY], foundIn: [/^kept by kept/] },
  {
    what: "a visitor's name in the headers of the origin's calls, and in what the shield is asked",
    edits: [
      worker(
        "serve-page.ts",
        "const finding = findShell(edge, wanted);",
        `globalThis.asking = ${FIRST_NAME};\n  const finding = findShell(edge, wanted);`,
      ),
      worker(
        "origin/origin.io.ts",
        "const { url, init } = originRequest(call);",
        'const { url, init } = originRequest(call);\n    init.headers = { ...init.headers, From: globalThis.asking ?? "" };',
      ),
      worker(
        "shield/reach.io.ts",
        "body: JSON.stringify(ask), signal }",
        "body: JSON.stringify({ ...ask, for: globalThis.asking }), signal }",
      ),
    ],
    foundIn: [/^headers of a call of the origin \/v1\/pages/, /^headers of a call of the origin \/v1\/fragments/, /^call of an object/],
  },
];
