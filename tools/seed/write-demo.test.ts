import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "./catalogue/generate.ts";
import { feedLines } from "./feed/write-feed.ts";
import { SCENES } from "./pictures/scenes.ts";
import { writeDemo } from "./write-demo.ts";

const folder = mkdtempSync(join(tmpdir(), "nearhand-"));
/** Two thousand small files take their time on a busy disk. */
const PATIENCE = 60_000;
let feed = "";
let files = new Set<string>();
let scenes: Record<string, string> = {};

beforeAll(async () => {
  await writeDemo(folder, 1);
  feed = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(join(folder, "nearhand.xml")));
  files = new Set(readdirSync(join(folder, "static")));
  scenes = JSON.parse(readFileSync(join(folder, "scenes.json"), "utf8")) as Record<string, string>;
}, PATIENCE);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the demo shop on disk", () => {
  it(
    "is the same to the byte when written again over an older one",
    async () => {
      const digest = digestOf(folder);
      writeFileSync(join(folder, "static", "left-over.svg"), "<svg/>");
      await writeDemo(folder, 1);
      expect(digestOf(folder)).toBe(digest);
    },
    PATIENCE,
  );

  it("has a file for every picture the feed and the scenes name", () => {
    const linked = [...feed.matchAll(/<g:(?:additional_)?image_link>https:\/\/nearhand\.example(\/static\/[^<]+)</g)].map(
      ([, path]) => path ?? "",
    );
    const roomPictures = [...feed.matchAll(/<v:picture>([^<]+)</g)].map(([, path]) => path ?? "");
    expect(roomPictures).toHaveLength(8);
    const named = new Set([...linked, ...roomPictures, ...Object.values(scenes)].map((path) => path.replace("/static/", "")));
    expect([...named].filter((file) => !files.has(file))).toEqual([]);
    expect([...files].filter((file) => !named.has(file))).toEqual([]);
  });

  it("names every picture by what is in it, and writes none twice", () => {
    const digests = [...files].map((file) => {
      const digest = createHash("sha256")
        .update(readFileSync(join(folder, "static", file)))
        .digest("hex");
      expect(file).toMatch(new RegExp(`^[a-z0-9-]+-${digest.slice(0, 8)}\\.svg$`));
      return digest;
    });
    expect(new Set(digests).size).toBe(digests.length);
  });

  it("shows every product of the evening at one scale, beside the shop's own scenes", () => {
    const evening = catalogue(1).filter(({ also }) => also.includes("evening"));
    expect(Object.keys(scenes).sort()).toEqual([...Object.keys(SCENES), ...evening.map(({ handle }) => `shelf/${handle}`)].sort());
  });

  it("shows each colour of a product in a picture of its own", () => {
    const pictures = new Map<string, Map<string, string>>();
    for (const item of items()) {
      const field = (name: string) => new RegExp(`<${name}>([^<]+)<`).exec(item)?.[1] ?? "";
      const colours = pictures.get(field("g:item_group_id")) ?? new Map<string, string>();
      pictures.set(field("g:item_group_id"), colours.set(field("g:color"), field("g:image_link")));
    }
    const alike = [...pictures].filter(([, colours]) => new Set(colours.values()).size < colours.size);
    expect(alike).toEqual([]);
  });
});

describe("the feed", () => {
  it("is well-formed, with one item a variant and the shared words once a product", () => {
    const counts = countElements(feed);
    const products = catalogue(1);
    const variants = products.reduce((sum, product) => sum + product.variants.length, 0);
    expect(counts).toMatchObject({
      item: variants,
      "g:id": variants,
      "g:price": variants,
      "v:stock": variants,
      "v:handle": products.length,
      "v:released": products.length,
      "v:collection": 8 + 24 + 3,
    });
    expect(counts["v:title"]).toBe((products.length + 8 + 24 + 3) * 4);
  });

  it("writes each variant's colour as a swatch, and sizes only where there is a choice", () => {
    const mug = itemOf("NH-1042-WC-350");
    expect(mug).toMatch(
      /<v:option name="color" value="white-cobalt" body="#[0-9a-f]{6}" rim="#[0-9a-f]{6}"><v:label xml:lang="en">White and cobalt</,
    );
    expect(mug).toContain('<v:option name="size" value="350ml">');
    expect(mug).toContain("<g:price>16.00 GBP</g:price>");
    expect(mug).toContain("<v:price>3200 JPY</v:price>");
    expect(itemOf("NH-1048-RT-220")).not.toContain('name="size"');
  });

  it("takes orders ahead for the Night mug without claiming to have one", () => {
    const mugs = items().filter((item) => item.includes("<g:title>Night mug"));
    expect(mugs.length).toBeGreaterThan(3);
    for (const item of mugs) expect(item).toMatch(/<g:availability>preorder<.*<v:stock>0</s);
  });

  it("keeps a text that looks like markup a text", () => {
    const [product] = catalogue(1);
    if (!product) throw new Error("the catalogue is empty");
    const evil = { ...product, title: { ...product.title, en: "]]></g:title><item>&" } };
    const lines = [...feedLines([evil, ...catalogue(1).slice(1)], () => [{ path: "/static/x.svg", kind: "cutout" }])].join("");
    expect(countElements(lines).item).toBe(countElements(feed).item);
  });
});

const items = () => feed.match(/<item>.*?<\/item>/gs) ?? [];

function itemOf(sku: string): string {
  return items().find((item) => item.includes(`<g:id>${sku}</g:id>`)) ?? "";
}

function countElements(xml: string): Record<string, number> {
  const counts: Record<string, number> = {};
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => {
    counts[name] = (counts[name] ?? 0) + 1;
  });
  parser.write(xml).close();
  return counts;
}

function digestOf(root: string): string {
  const hash = createHash("sha256");
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).sort();
  for (const name of names) if (/\.\w+$/.test(name)) hash.update(name).update(readFileSync(join(root, name)));
  return hash.digest("hex");
}
