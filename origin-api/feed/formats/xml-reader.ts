/**
 * Text of a feed to the items and collections in it, as they come. XML is read by the book: no document type,
 * no entities but XML's five, nothing after the end, everything closed. The first fault refuses the file.
 */
import { SaxesParser, type SaxesTagNS } from "saxes";
import { orBadFile } from "../bad-file.ts";
import type { Element } from "../element.ts";
import { type FeedPart, TOO_LARGE } from "../feed-part.ts";
import { fine, type Result, refused } from "../result.ts";
import { freshRoom, GOOGLE, OpenElement, type Room, VITRINE } from "./open-element.ts";

/** The parts of RSS or Atom text as it comes. Throws `BadFile`. */
export async function* xmlParts(text: AsyncIterable<string>): AsyncGenerator<readonly FeedPart[]> {
  const reader = new XmlReader();
  for await (const piece of text) yield orBadFile(reader.push(piece));
  yield orBadFile(reader.end());
}

const MAX_DEPTH = 32;
/** Characters without a tag between them. The parser holds that much in memory. */
const MAX_STRETCH = 4_000_000;
const ROOTS: ReadonlySet<string> = new Set(["rss", "feed"]);

export class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: true, additionalNamespaces: { g: GOOGLE } });
  #failure: string | undefined;
  #parts: FeedPart[] = [];
  /** Names of the open elements above items, root first. */
  readonly #path: string[] = [];
  /** Open elements from an item or collection down. */
  readonly #open: OpenElement[] = [];
  #room: Room = freshRoom();
  #tagLine = 1;
  #lastTagAt = 0;

  constructor() {
    const parser = this.#parser;
    parser.on("error", (error) => this.#fail(malformed(error.message, this.#tagLine)));
    parser.on("doctype", () => this.#fail("the file has a document type declaration (DTD), which feeds may not have"));
    parser.on("opentagstart", () => {
      this.#tagLine = parser.line;
    });
    parser.on("opentag", (tag) => this.#opened(tag));
    parser.on("closetag", () => this.#closed());
    parser.on("text", (text) => this.#open.at(-1)?.addText(text));
    parser.on("cdata", (text) => this.#open.at(-1)?.addText(text));
  }

  /** The parts that `text` completes. */
  push(text: string): Result<readonly FeedPart[]> {
    if (this.#failure === undefined && text !== "") this.#parser.write(text);
    if (this.#parser.position - this.#lastTagAt > MAX_STRETCH) {
      this.#fail(`after line ${this.#tagLine} there are over ${MAX_STRETCH / 1_000_000} million characters without a tag`);
    }
    return this.#take();
  }

  /** Call once at the end of the file: says whether it was whole. */
  end(): Result<readonly FeedPart[]> {
    if (this.#failure === undefined && this.#path.length > 0) {
      const inside = this.#open.at(-1)?.name ?? this.#path.at(-1);
      this.#fail(`the file is cut off inside <${inside}>, or an & after its last tag in line ${this.#tagLine} is not written as &amp;`);
    }
    if (this.#failure === undefined) this.#parser.close();
    return this.#take();
  }

  #take(): Result<readonly FeedPart[]> {
    if (this.#failure !== undefined) return refused(this.#failure);
    const parts = this.#parts;
    this.#parts = [];
    return fine(parts);
  }

  #fail(because: string): void {
    this.#failure ??= because;
  }

  #opened(tag: SaxesTagNS): void {
    this.#lastTagAt = this.#parser.position;
    if (this.#path.length + this.#open.length >= MAX_DEPTH) this.#fail(`line ${this.#tagLine}: tags are nested over ${MAX_DEPTH} deep`);
    if (this.#path.length === 0 && !ROOTS.has(tag.local)) this.#fail(`the file is not a product feed: its root is <${tag.name}>`);
    if (this.#failure !== undefined) return;
    const starts = this.#open.length === 0 && (this.#isPart(tag) || this.#isLink(tag));
    if (starts) this.#room = freshRoom();
    if (starts || this.#open.length > 0) this.#open.push(new OpenElement(tag, this.#tagLine, this.#room));
    else this.#path.push(tag.local);
  }

  #closed(): void {
    this.#lastTagAt = this.#parser.position;
    if (this.#failure !== undefined) return;
    const open = this.#open.pop();
    const closed = open?.close();
    if (open === undefined || closed === undefined) this.#path.pop();
    else if (this.#open.length > 0) this.#open.at(-1)?.addChild(closed, open);
    else this.#parts.push(this.#part(closed));
  }

  #part(element: Element): FeedPart {
    if (element.name === "v:collection") return { kind: "collection", element };
    if (element.name === "link") return { kind: "link", href: element.text || (element.attributes.href ?? "") };
    const oversize = this.#room.characters < 0 || this.#room.fields < 0;
    return { kind: "item", element, fault: oversize ? TOO_LARGE : null };
  }

  #inChannel(): boolean {
    const [root, channel] = this.#path;
    return root === "feed" ? this.#path.length === 1 : this.#path.length === 2 && channel === "channel";
  }

  #isPart(tag: SaxesTagNS): boolean {
    const isItem = tag.local === (this.#path[0] === "feed" ? "entry" : "item");
    return this.#inChannel() && (isItem || (tag.local === "collection" && tag.uri === VITRINE));
  }

  #isLink(tag: SaxesTagNS): boolean {
    return this.#inChannel() && tag.local === "link" && (tag.uri === "" || this.#path[0] === "feed");
  }
}

/** The parser writes `12:5: what`. A bare `&` is only noticed at the next semicolon, so its message also says where to look. */
function malformed(message: string, lastTagLine: number): string {
  const [, line, column, what = ""] = /^(\d+):(\d+): (.*?)\.?$/s.exec(message) ?? [];
  if (line === undefined) return `the file is not well-formed XML: ${message}`;
  const hint = what.includes("entity") ? `; in a text that begins in line ${lastTagLine}: is an & not written as &amp;?` : "";
  return `line ${line}, column ${column}: not well-formed XML: ${what}${hint}`;
}
