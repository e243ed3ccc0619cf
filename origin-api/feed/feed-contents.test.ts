import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BadFile } from "./bad-file.ts";
import { FeedContents, type NumberedRow } from "./feed-contents.ts";
import { bytes, feed, item, latin1, NAMESPACES, utf16 } from "./fixtures/feed-xml.ts";
import { AUTO } from "./formats/read-parts.ts";

interface Read {
  readonly rows: readonly NumberedRow[];
  readonly because: string | null;
  readonly problems: readonly string[];
  readonly unknown: readonly string[];
}

/** Reads a file cut at the given places. */
async function read(file: string | Uint8Array, cuts: readonly number[] = []): Promise<Read> {
  const whole = typeof file === "string" ? bytes(file) : file;
  const bounds = [0, ...[...cuts].sort((a, b) => a - b), whole.length];
  const contents = new FeedContents(AUTO);
  const rows: NumberedRow[] = [];
  let because: string | null = null;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let i = 1; i < bounds.length; i++) yield whole.subarray(bounds[i - 1], bounds[i]);
  }
  try {
    for await (const some of contents.rows(pieces())) rows.push(...some);
  } catch (error) {
    if (!(error instanceof BadFile)) throw error;
    because = error.message;
  }
  const problems = contents.log.kept.map(
    ({ line, id, field, because, value }) => `${line} ${id} ${field} ${because}${value && ` «${value}»`}`,
  );
  return { rows, because, problems, unknown: contents.log.unknownFields() };
}

const skus = ({ rows }: Read): readonly string[] => rows.map(({ row }) => row.sku);
const titles = ({ rows }: Read): readonly string[] => rows.map(({ row }) => ("skipped" in row ? "(skipped)" : row.title));

describe("a feed is read the same however it is encoded", () => {
  const text = feed([item({ title: "Tasse für Ärzte, 350 ml – weiß" })]).replace(' encoding="UTF-8"', "");
  const expected = ["Tasse für Ärzte, 350 ml – weiß"];

  it("as UTF-8", async () => expect(titles(await read(text))).toEqual(expected));
  it("with a byte-order mark", async () => expect(titles(await read(`\uFEFF${text}`))).toEqual(expected));
  it("as UTF-16, little end first", async () => expect(titles(await read(utf16(text, "le")))).toEqual(expected));
  it("as UTF-16, big end first", async () => expect(titles(await read(utf16(text, "be")))).toEqual(expected));
  it("as UTF-16 although it declares UTF-8, as some exporters write", async () =>
    expect(titles(await read(utf16(feed([item({ title: "Tasse" })]), "le")))).toEqual(["Tasse"]));
  it("as UTF-8 although it declares UTF-16, as others do", async () =>
    expect(titles(await read(feed([item({ title: "weiß" })]).replace("UTF-8", "utf-16")))).toEqual(["weiß"]));

  it("as Latin-1 when it says so", async () => {
    const declared = feed([item({ title: "Tasse für Ärzte" })]).replace("UTF-8", "ISO-8859-1");
    expect(titles(await read(latin1(declared)))).toEqual(["Tasse für Ärzte"]);
  });
});

describe("a feed whose encoding is wrong is refused", () => {
  it("Latin-1 that says it is UTF-8, with the line", async () => {
    const file = latin1(feed([item(), item({ id: "B", title: "Tasse für Ärzte" })]));
    expect((await read(file)).because).toBe(
      "the text near line 19 is not UTF-8, although it declares UTF-8: save the feed as UTF-8 or declare its encoding",
    );
  });
  it("Latin-1 that says nothing", async () => {
    const file = latin1(feed([item({ title: "für" })]).replace(' encoding="UTF-8"', ""));
    expect((await read(file)).because).toMatch(/^the text near line 9 is not UTF-8, although it declares no encoding/);
  });
  it("UTF-8 that says it is Latin-1", async () => {
    const file = feed([item({ title: "für" })]).replace("UTF-8", "ISO-8859-1");
    expect((await read(file)).because).toBe("the bytes are UTF-8 although it declares ISO-8859-1: correct the declaration");
  });
  it("an encoding nobody supports, by its name", async () => {
    expect((await read(feed([item()]).replace("UTF-8", "Shift_JIS"))).because).toBe(
      'the encoding "Shift_JIS" is not supported: save the feed as UTF-8',
    );
    expect((await read(feed([item()]).replace("UTF-8", "constructor"))).because).toMatch(/is not supported/);
  });
  it("UTF-32", async () => expect((await read(Uint8Array.of(0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0))).because).toMatch(/UTF-32 is not supported/));
  it("half a character at its end", async () => {
    const file = bytes(feed([item()])).subarray(0, -20);
    expect((await read(Uint8Array.of(...file, 0xc3))).because).toMatch(/is not UTF-8/);
  });
});

describe("a file that is no feed is refused", () => {
  const cases: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ["empty", "", /^the file is empty$/],
    ["blank", " \n\n ", /^the file is empty$/],
    ["packed with gzip", Uint8Array.of(0x1f, 0x8b, 8, 0, 0), /compressed with gzip/],
    ["a ZIP archive", Uint8Array.of(0x50, 0x4b, 3, 4, 0), /ZIP archive/],
    ["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1), /binary, not text/],
    ["a list in JSON", '[{"id": 1}]', /JSON array/],
    ["a table of something else", "name\tage\nA\tB\n", /^the file is no feed: /],
    ["prose", "Dear shop,\nhere is my feed.\n", /^the file is no feed: /],
    ["packed with bzip2", bytes("BZh91AY&SY"), /bzip2/],
    ["a PDF", bytes("%PDF-1.7\n"), /a PDF/],
    ["a web page", "<html><body>Not here</body></html>", /not a product feed: its root is <html>/],
    ["an HTML document", "<!DOCTYPE html><html></html>", /document type declaration/],
    ["a feed without items", feed([]), /^the feed has no items$/],
    ["an item that is not in a channel", `<rss ${NAMESPACES}>${item()}</rss>`, /^the feed has no items$/],
  ];
  it.each(cases)("%s", async (_, file, because) => expect((await read(file)).because).toMatch(because));
});

describe("a feed that is not well-formed is refused with the place", () => {
  it("a tag that another one closes", async () => {
    expect((await read(feed(["<item><g:id>A</g:title></item>"]))).because).toMatch(
      /^line 7, column \d+: not well-formed XML: unexpected close tag/,
    );
  });
  it("a bare ampersand, with the line in which its text begins", async () => {
    const file = feed(["<item>\n<g:title>Salt & pepper</g:title></item>", item({ title: "a;b" }).replace("<item>", "<item>\n\n\n")]);
    expect((await read(file)).because).toMatch(/^line 14, .* in a text that begins in line 8: is an & not written as &amp;\?$/);
  });
  it("an entity that XML does not know", async () =>
    expect((await read(feed(["<item><g:title>A&nbsp;B</g:title></item>"]))).because).toMatch(/undefined entity/));
  it("a prefix that nothing stands for", async () =>
    expect((await read(feed(["<item><x:id>A</x:id></item>"]))).because).toMatch(/unbound namespace prefix/));
  it("something after the end", async () => expect((await read(`${feed([item()])}<rss/>`)).because).toMatch(/not well-formed XML/));
  it("a control character", async () => expect((await read(feed([item({ title: "A\u0001B" })]))).because).toMatch(/not well-formed XML/));

  it("wherever it is cut off", async () => {
    const whole = bytes(feed([item(), item({ id: "B" })]).trimEnd());
    for (let length = 1; length < whole.length; length++)
      expect((await read(whole.subarray(0, length))).because, `${length} bytes`).not.toBeNull();
    expect((await read(whole.subarray(0, whole.length - 40))).because).toMatch(
      /^the file is cut off inside <.+>, or an & after its last tag in line \d+ is not written as &amp;$/,
    );
  });
});

describe("a feed may not define anything", () => {
  const bomb = (levels: number): string => {
    const entities = Array.from({ length: levels }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join("");
    return `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "boom">${entities}]>`;
  };
  it("entities that grow without end", async () => {
    const file = feed([item()])
      .replace(/^<\?xml.*\?>/, bomb(9))
      .replace("Enamel mug", "&e9;");
    expect((await read(file)).because).toBe("the file has a document type declaration (DTD), which feeds may not have");
  });
  it("entities that read other files", async () => {
    const file = feed([item()]).replace(/^<\?xml.*\?>/, '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>');
    expect((await read(file)).because).toMatch(/document type declaration/);
  });
});

describe("a feed may not fill the memory", () => {
  it("with one endless text", async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield bytes(feed([]).replace("</channel>\n</rss>\n", "<item><g:title>"));
      for (const chunk = bytes("x".repeat(65_536)); given < 100; given++) yield chunk;
    }
    const reading = Array.fromAsync(new FeedContents(AUTO).rows(endless()));
    await expect(reading).rejects.toThrow(/over 4 million characters without a tag/);
    expect(given).toBeLessThan(64);
  });
  it("with tags in tags in tags", async () =>
    expect((await read(feed([`<item>${"<a>".repeat(50)}${"</a>".repeat(50)}</item>`]))).because).toMatch(/32 deep/));

  it("with a cell of a megabyte: that item is skipped, and the report stays short", async () => {
    const result = await read(feed([item({ title: "y".repeat(1_000_000) }), item({ id: "B" })]));
    expect(result.problems).toEqual([`7 MUG-1 title is 1,000,000 characters long; the most is 150 «${"y".repeat(80)}»`]);
    expect(titles(result)).toEqual(["(skipped)", "Enamel mug"]);
  });
  it("with an item of ten thousand fields", async () => {
    const result = await read(feed([item({}, "<g:color>red</g:color>".repeat(10_000)), item({ id: "B" })]));
    expect(result.problems[0]).toMatch(/^7 MUG-1 item is too large/);
    expect(titles(result)).toEqual(["(skipped)", "Enamel mug"]);
  });
});

describe("XML's ways of writing text mean the same", () => {
  it("entities, character references, CDATA and comments", async () => {
    const written = "<g:title>Fish &amp; <![CDATA[chips <b>]]> &#228;&#xe4;<!-- not this --> &quot;&apos;</g:title>";
    expect(titles(await read(feed([item({ title: undefined }, written)])))).toEqual(["Fish & chips <b> ää \"'"]);
  });
  it("other prefixes and none", async () => {
    const file = `<rss xmlns:shop="http://base.google.com/ns/1.0"><channel><item>
      <shop:id>A</shop:id><title>Mug</title><link>https://x.example/a</link><shop:price>1.00 EUR</shop:price>
      <shop:availability>in stock</shop:availability><shop:image_link>https://x.example/a.jpg</shop:image_link></item></channel></rss>`;
    expect([titles(await read(file)), (await read(file)).problems]).toEqual([["Mug"], []]);
  });
  it("Atom", async () => {
    const file = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><link href="https://x.example"/><entry>
      <g:id>A</g:id><title>Mug</title><link href="https://x.example/green-mug"/><g:price>1.00 EUR</g:price>
      <g:availability>in_stock</g:availability><g:image_link>https://x.example/a.jpg</g:image_link></entry></feed>`;
    const result = await read(file);
    expect([result.because, result.problems, result.rows[0]?.row]).toMatchObject([
      null,
      [],
      { title: "Mug", handle: "green-mug", pictures: [{ src: "/a.jpg" }] },
    ]);
  });
});

describe("the report names", () => {
  it("fields that the shop does not know, once each", async () => {
    const more =
      '<g:colour>red</g:colour><c:shelf xmlns:c="http://base.google.com/cns/1.0">3</c:shelf><v:title xml:lang="fr">Tasse</v:title><g:gender>unisex</g:gender>';
    expect((await read(feed([item({}, more), item({ id: "B" }, more)]))).unknown).toEqual(["c:shelf", "colour", 'v:title xml:lang="fr"']);
  });
  it("the line of the item, also after line breaks of every kind", async () => {
    const file = feed([item({ title: undefined }), item({ id: "B", title: undefined })]);
    expect((await read(file)).problems.map((problem) => problem.split(" ")[0])).toEqual(["7", "16"]);
    expect((await read(file.replaceAll("\n", "\r\n"))).problems).toEqual((await read(file)).problems);
  });
});

it("chunks of bytes make no difference, wherever they are cut", async () => {
  const files = [
    bytes(feed([item({ title: "Tasse für 日本 🫖" }), item({ id: "B", price: "1.234,56 EUR" }), item({ id: "C" }, "<g:odd>1</g:odd>")])),
    utf16(feed([item({ title: "Tasse für 日本 🫖" }), item({ id: "B", price: undefined })]), "be"),
    latin1(feed([item({ title: "für" })]).replace("UTF-8", "latin1")),
    latin1(feed([item({ title: "für" })])),
    bytes(feed([item(), "<item><g:id>"])),
    bytes('id\ttitle\tprice\todd\r\nA\t"Tasse für\r\n""日本"" 🫖"\t1.00 GBP\tx\r\nB\tx\ty\r\n'),
    bytes(
      "Handle,Title,Option1 Name,Option1 Value,Variant Price,Image Src\na,Mug,Size,S,1.00,https://x.example/1.jpg\na,,,M,2.00,\nb,日本\n",
    ),
    bytes(
      '{"id":"a","title":"日本 🫖","variants":[{"sku":"A","prices":["1.00 GBP"],"stock":1,"pictures":["https://x.example/1.jpg"]}]}\n{"id":',
    ),
  ];
  const wholes = await Promise.all(files.map((file) => read(file)));
  const cutLike = async (which: number, cuts: readonly number[]): Promise<void> => {
    const file = files[which] ?? new Uint8Array();
    const { rows: _, ...cut } = await read(
      file,
      cuts.filter((at) => at <= file.length),
    );
    const { rows: __, ...whole } = wholes[which] as Read;
    expect(cut).toEqual(whole);
  };
  await fc.assert(fc.asyncProperty(fc.nat(files.length - 1), fc.array(fc.nat(3_000), { maxLength: 12 }), cutLike), { numRuns: 300 });
  for (const [which, file] of files.entries())
    await cutLike(
      which,
      Array.from(file, (_, i) => i),
    );
  expect(skus(wholes[0] as Read)).toEqual(["MUG-1", "B", "C"]);
});
