/** The files of a fragment as it begins: small, whole, and different in what its scope allows. */
import type { NewFragment, Scope, Source } from "./arguments.ts";
import { identifierOf } from "./judge-name.ts";

interface Kind {
  /** Whose it is, for the comment. */
  readonly whose: string;
  /** Where its data comes from. */
  readonly source: string;
  readonly budgetMs: number;
  /** The argument of `render`, and whether and how a name is in it. */
  readonly data: string;
  readonly has: string;
  readonly named: string;
  /** The name in the test, as source text. */
  readonly name: string;
  /** What the slot says it is about. */
  readonly props?: string;
  /** Data with and without a name, for the test; what a page is given, and what it says. */
  readonly full: string;
  readonly empty: string;
  readonly given: string;
  readonly status: string;
}

const KINDS: Readonly<Record<Exclude<Scope, "public"> | Source, Kind>> = {
  visitor: {
    whose: "the visitor's own, answered by their token",
    source: `needs: ["firstName"], fromToken: ({ firstName }) => ({ firstName }),`,
    budgetMs: 150,
    data: "{ firstName }",
    has: "firstName !== undefined",
    named: "firstName",
    name: `"<b>Ines</b>"`,
    full: "{ firstName: SHOWN }",
    empty: "{ firstName: undefined }",
    given: "facts: { firstName: SHOWN }",
    status: "token",
  },
  segment: {
    whose: "the same for all visitors of a segment",
    source: `lifetime: "note", about: (segment) => ({ question: "delivery-note", segment }),`,
    budgetMs: 120,
    data: "{ kind }",
    has: `kind !== "standard"`,
    named: "kind",
    name: `"member"`,
    full: `{ kind: SHOWN }`,
    empty: `{ kind: "standard" }`,
    given: `facts: { segment: "member" }, answers: { "delivery-note": { kind: SHOWN } }`,
    status: "batch",
  },
  tier: {
    whose: "the same for everybody, kept in the tiers",
    source: `source: "tier", lifetime: "recommendation",
  about: ({ path }) => (path.handle === undefined ? undefined : { question: "card", handle: path.handle }),`,
    budgetMs: 120,
    data: "card",
    has: "card !== null",
    named: "card.title",
    name: `"<b>Ines</b>"`,
    full: `card("jug", SHOWN)`,
    empty: "null",
    given: `answers: { card: card("jug", SHOWN) }`,
    status: "batch",
  },
  bulletin: {
    whose: "how many of a variant are left, seconds old",
    source: `source: "bulletin", read: (level, { sku }: { readonly sku: string }) => level(sku),`,
    budgetMs: 0,
    data: "{ count }",
    has: "count !== undefined",
    named: "String(count)",
    name: "7",
    props: `{ sku: "NH-1" }`,
    full: `{ sku: "NH-1", band: "low", count: SHOWN }`,
    empty: `{ sku: "NH-1", band: "in" }`,
    given: `stock: [{ sku: "NH-1", band: "low", count: SHOWN }]`,
    status: "bulletin",
  },
};

const kindOf = ({ scope, source }: NewFragment): Kind => KINDS[scope === "public" ? source : scope];

export function fragmentSource(wanted: NewFragment): string {
  const { name, scope } = wanted;
  const key = identifierOf(name);
  const { whose, source, budgetMs, data, has, named } = kindOf(wanted);
  return `import { defineFragment } from "./define-fragment.ts";

/** ${inWords(name)}: ${whose}. */
export const ${key} = defineFragment({
  name: "${name}",
  scope: "${scope}",
  ${source}
  budgetMs: ${budgetMs},
  reserve: "${name}",
  render: (${data}, { t }) => <p>{${has} ? t("${key}.named", { name: ${named} }) : t("${key}.text")}</p>,
  fallback: ({ t }) => <p>{t("${key}.text")}</p>,
});
`;
}

/** Its place in a page. */
export function slotOf(wanted: NewFragment): string {
  const props = kindOf(wanted).props === undefined ? "" : " props={{ sku: variant.sku }}";
  return `<view.Slot of={${identifierOf(wanted.name)}}${props} />`;
}

export function testSource(wanted: NewFragment): string {
  const { name, page } = wanted;
  const key = identifierOf(name);
  const { full, empty, given, status, props, name: shownName } = kindOf(wanted);
  const escaped = JSON.stringify(String(JSON.parse(shownName)).replaceAll("<", "&lt;").replaceAll(">", "&gt;"));
  const about = props === undefined ? "" : `props: { "${name}": ${props} }, `;
  return `import { describe, expect, it } from "vitest";
import { MARKET_NAMES } from "#contract/market";
import { renderFragment } from "../lab/fragment-kit/render-fragment.ts";
import { stitchPage } from "../lab/fragment-kit/stitch-page.ts";
${full.startsWith("card(") ? 'import { card } from "../worker/stitch/fake-shop.ts";\n' : ""}import { ${key} } from "./${name}.tsx";

const SHOWN = ${shownName};

describe("${name}", () => {
  it.each(MARKET_NAMES)("has words in %s, with what it shows and without", (market) => {
    expect(renderFragment(${key}, { market, data: ${full} })).toContain(${escaped});
    expect(renderFragment(${key}, { market, data: ${empty} })).toBe(renderFragment(${key}, { market, fallback: true }));
  });

  it("stands on the ${page} page", async () => {
    const seen = await stitchPage({ page: "${page}", fragments: [${key}], ${about}${given} });
    expect(seen.status).toEqual({ "${name}": "${status}" });
    expect(seen.slot("${name}")).toContain(${escaped});
  });

  it("has words when nothing comes", async () => {
    const seen = await stitchPage({ page: "${page}", fragments: [${key}], ${about}originIsDown: true });
    expect(seen.slot("${name}")).toBe(renderFragment(${key}, { fallback: true }));
  });
});
`;
}

/** Its texts by key, in English: a start for the other languages too. */
export function textsOf(name: string, market: string): Readonly<Record<string, string>> {
  const key = identifierOf(name);
  const text = inWords(inTheWordsOf(market, name));
  return { [`${key}.text`]: text, [`${key}.named`]: `${text}: {name}` };
}

export function styleOf(name: string): string {
  return `\n.slot.${name} {\n  min-height: 24px;\n}\n`;
}

/** `low-stock` -> `Low stock` */
function inWords(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** American and British shoppers have words of their own for two things. */
function inTheWordsOf(market: string, name: string): string {
  if (market === "en-us") return name.replaceAll(/\bbasket(s?)\b/g, "cart$1").replaceAll("colour", "color");
  return name.replaceAll(/\bcart(s?)\b/g, "basket$1").replaceAll(/color/g, "colour");
}
