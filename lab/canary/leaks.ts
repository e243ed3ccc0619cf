/**
 * Ways in which a shop could give one visitor away to others, each as the edit to the source that makes it so, and where
 * the canary must come across it. An edit that no longer applies is an error: the code has moved, and this list has to follow.
 */
import type { Edit } from "../bundle-edited.ts";

export interface Leak {
  readonly what: string;
  readonly edits: readonly Edit[];
  readonly foundIn: readonly RegExp[];
}

export const worker = (file: string, find: string, put: string): Edit => ({ file: `worker/${file}`, find, put });

/** As where the shield cannot be reached: the page's own batch asks what anybody may ask. */
const ROUND_THE_SHIELD = worker(
  "shell/find-fill.ts",
  "return cache.shield !== undefined && wanted.order !== undefined && !pass;",
  "return false;",
);

/** Pages bring their public answers along; without that, views ask for them. */
const NOTHING_ALONG = worker("fill-order.ts", "const answer = broughtAlong(fragment, entityVersions);", "const answer = undefined;");

export const FIRST_NAME = '(visitor.facts.firstName ?? "nobody")';

/** As if text in a fragment's data named nobody. */
export const ANYBODY = worker("stitch/render-once.ts", 'typeof data !== "string" && typeof data !== "bigint"', "true");

export const LEAKS: readonly Leak[] = [
  {
    what: "a visitor's name, or the number of their cart, in a shell",
    edits: [
      worker(
        "serve-page.ts",
        "const finding = findShell(edge, wanted);",
        `const finding = findShell(edge, { ...wanted, canonical: wanted.canonical + "?for=" + (visitor.facts.firstName ?? visitor.facts.cart?.id) });`,
      ),
    ],
    foundIn: [/^body of GET/, /^cache shells-v1/, /^memory of isolate/, /^Shield .*, table envelopes/],
  },
  {
    what: "a visitor's customer number in a public fragment's answer, where the shield is gone round",
    edits: [
      ROUND_THE_SHIELD,
      NOTHING_ALONG,
      worker(
        "stitch/find-shared.ts",
        "return toFilled(question, await answer);",
        `const given = JSON.stringify(await answer).replaceAll('"title":"', '"title":"For ' + view.wanted.visitor.facts.customer + ": ");
              return toFilled(question, JSON.parse(given));`,
      ),
    ],
    foundIn: [/^body of GET/, /^cache shells-v1/],
  },
  {
    what: "a visitor's answer in a collapsed fill",
    edits: [
      worker("stitch/fill-fragment.ts", "type PlanOf<K extends", "const inFlight = {};\ntype PlanOf<K extends"),
      worker(
        "stitch/fill-fragment.ts",
        "const answer = await view.batch.ask(ask);",
        "const answer = await (inFlight[ask.question] ??= view.batch.ask(ask).finally(() => delete inFlight[ask.question]));",
      ),
    ],
    foundIn: [/^body of GET \/[a-z-]+\/cart for/],
  },
  {
    what: "a visitor in a refresh that is everybody's",
    edits: [
      ROUND_THE_SHIELD,
      NOTHING_ALONG,
      worker("stitch/find-shared.ts", "if (background)", "if (background || view)"),
      worker(
        "stitch/page-batch.ts",
        "askAlone(port, market, question)",
        "askAlone({ batch: (request, ms) => port.batch({ ...request, visitor: this.#asker() }, ms) }, market, question)",
      ),
    ],
    foundIn: [/^call of the origin \/v1\/fragments/],
  },
  {
    what: "a visitor in a batch of shared questions",
    edits: [
      ROUND_THE_SHIELD,
      NOTHING_ALONG,
      worker("stitch/page-batch.ts", "this.#leave(wanted ? this.#asker() : null);", "this.#leave(this.#asker());"),
    ],
    foundIn: [/^call of the origin \/v1\/fragments/],
  },
  {
    what: "one page of several visitors",
    edits: [
      worker("serve-page.ts", "interface Viewed {", "const open = new Map();\ninterface Viewed {"),
      worker(
        "serve-page.ts",
        "const { response, told, toldAtEnd } = answered instanceof Promise ? await answered : answered;",
        `const page = open.get(plan.canonical) ?? Promise.resolve(answered);
  open.set(plan.canonical, page);
  page.finally(() => open.delete(plan.canonical));
  const { told, toldAtEnd } = await page;
  const response = (await page).response.clone();`,
      ),
    ],
    foundIn: [/^(body|cookie) of GET/],
  },
  {
    what: "a parameter nobody declared in a shell",
    edits: [worker("serve-page.ts", "parts: plan.parts, canonical: plan.canonical,", "parts: plan.parts, canonical: asked.request.url,")],
    foundIn: [/^body of GET/, /^cache shells-v1/],
  },
  {
    what: "a browser's own seed in a key, in the place of an arm",
    edits: [
      worker(
        "assign-arms.ts",
        "armOf(experiment, names, seed)] as const",
        '/__Host-seed=([^;]*)/.exec(request.headers.get("Cookie") ?? "")?.[1] ?? ""] as const',
      ),
    ],
    foundIn: [/^cache shells-v1/, /^answer of \/admin\/metrics/, /^Stats, table/],
  },
  {
    what: "a visitor's name in a validator",
    edits: [
      worker(
        "page-response.ts",
        'response.headers.set("ETag", etag)',
        'response.headers.set("ETag", etag.slice(0, -1) + outcome.visitor.facts.firstName + etag.slice(-1))',
      ),
    ],
    foundIn: [/^header of GET/],
  },
  {
    what: "one visitor's markup rendered for all whose data has the same shape",
    edits: [
      ANYBODY,
      worker(
        "stitch/render-once.ts",
        "JSON.stringify(data) ??",
        'JSON.stringify(data, (_, value) => (typeof value === "string" ? "" : value)) ??',
      ),
    ],
    foundIn: [/^body of GET/, /^kept by kept/],
  },
  {
    what: "names and queries where few look: at nothing, after a move, and where nothing has changed",
    edits: [
      worker(
        "page-response.ts",
        "if (etag !== undefined) response",
        `const name = encodeURIComponent(outcome.visitor.facts.firstName ?? "");
  if (shell.status === 404) response.headers.set("For", name);
  if (isKept) response.headers.set("Location", name);
  if (etag !== undefined) response`,
      ),
      worker(
        "moved-response.ts",
        '{ kind: "move", status, setsCookie: false }), ...securityFields(site) };',
        `{ kind: "move", status, setsCookie: false }), ...securityFields(site) };
  [globalThis.movedTo, location] = [location, globalThis.movedTo ?? location];`,
      ),
    ],
    foundIn: [/^header of GET \S+nothing-here/, /^location of GET \/[a-z-]+ for/, /^location of GET \/[a-z-]+\/\?ref/],
  },
  {
    what: "a visitor's cookies in header fields that the next view copies",
    edits: [
      worker("view-fields.ts", "const fields = new Headers(shared.fields);", "const { fields } = shared;"),
      worker(
        "page-response.ts",
        "for (const cookie of cookiesOf(edge, outcome))",
        'for (const cookie of cookiesOf(edge, outcome)) headers.append("Set-Cookie", cookie);\n  for (const cookie of cookiesOf(edge, outcome))',
      ),
    ],
    foundIn: [/^cookie of GET/, /^kept by standing/],
  },
];
