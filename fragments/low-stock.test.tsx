import { describe, expect, it } from "vitest";
import { MARKET_NAMES } from "#contract/market";
import { renderFragment } from "../lab/fragment-kit/render-fragment.ts";
import { stitchPage } from "../lab/fragment-kit/stitch-page.ts";
import { lowStock } from "./low-stock.tsx";

const others = [
  { sku: "JUG-S", name: "Sage <b>" },
  { sku: "JUG-O", name: "Ochre" },
  { sku: "JUG-C", name: "Chalk" },
];

describe("low-stock", () => {
  it.each(MARKET_NAMES)("tells in %s of the choices that are nearly gone, and of no others", (market) => {
    const stock = [
      { sku: "JUG-S", band: "low", count: 3 },
      { sku: "JUG-O", band: "in" },
    ] as const;
    const html = renderFragment(lowStock, { market, stock, props: { others } });
    expect(html).toMatch(/^<p class="fine">Sage &lt;b&gt;.*3.*<\/p>$/);
    expect(html).not.toMatch(/Ochre|Chalk/);
  });

  it("puts several into one line", () => {
    const stock = others.map(({ sku }, index) => ({ sku, band: "low", count: index + 1 }) as const);
    expect(renderFragment(lowStock, { stock, props: { others } })).toContain("Ochre: 2 left; Chalk: 3 left");
  });

  it.each([
    ["everything is there", [{ sku: "JUG-S", band: "in" }]],
    ["what is gone is gone", [{ sku: "JUG-S", band: "out" }]],
  ] as const)("takes no room where %s", (_, stock) => {
    expect(renderFragment(lowStock, { stock, props: { others } })).toBe("");
  });

  it("takes none where nothing is known either, and does not call that an answer", async () => {
    const page = await stitchPage({ page: "product", fragments: [lowStock], props: { "low-stock": { others } } });
    expect([page.status, page.slot("low-stock")]).toEqual([{ "low-stock": "fallback;because=unknown" }, ""]);
  });
});
