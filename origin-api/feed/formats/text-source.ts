import { orBadFile } from "../bad-file.ts";
import { fine, type Result, refused } from "../result.ts";
import { type Encoding, HEAD_BYTES, judgeEncoding } from "./encoding.ts";

/** The text of a file as its bytes come. Throws `BadFile`. */
export async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const source = new TextSource();
  for await (const chunk of bytes) yield orBadFile(source.push(chunk));
  yield orBadFile(source.end());
}

/** Turns the bytes of a feed into text as they come; how they are cut into chunks makes no difference. */
class TextSource {
  #head = new Uint8Array(0);
  #encoding: Encoding | undefined;
  #decoder: TextDecoder | undefined;
  /** Reads a Latin-1 file as UTF-8 beside: text with accents that is UTF-8 by accident does not exist. */
  #doubt: TextDecoder | undefined;
  #sawHighByte = false;
  #line = 1;

  push(bytes: Uint8Array): Result<string> {
    if (this.#decoder) return this.#decode(bytes, true);
    this.#head = join(this.#head, bytes);
    return this.#head.length < HEAD_BYTES ? fine("") : this.#start(true);
  }

  end(): Result<string> {
    if (!this.#decoder) return this.#start(false);
    return this.#decode(new Uint8Array(0), false);
  }

  #start(more: boolean): Result<string> {
    const encoding = judgeEncoding(this.#head.subarray(0, HEAD_BYTES));
    if (!encoding.ok) return encoding;
    this.#encoding = encoding.value;
    this.#decoder = new TextDecoder(encoding.value.label, { fatal: true, ignoreBOM: false });
    if (encoding.value.label === "windows-1252") this.#doubt = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
    const head = this.#head;
    this.#head = new Uint8Array(0);
    return this.#decode(head, more);
  }

  #decode(bytes: Uint8Array, more: boolean): Result<string> {
    this.#doubtLatin1(bytes, more);
    if (!more && this.#doubt && this.#sawHighByte) {
      return refused(`the bytes are UTF-8 although ${this.#encoding?.from}: correct the declaration`);
    }
    try {
      const text = this.#decoder?.decode(bytes, { stream: more }) ?? "";
      this.#line += count(text, "\n");
      return fine(text);
    } catch {
      return refused(this.#whereBroken(bytes));
    }
  }

  #doubtLatin1(bytes: Uint8Array, more: boolean): void {
    if (!this.#doubt) return;
    this.#sawHighByte ||= bytes.some((byte) => byte > 0x7f);
    try {
      this.#doubt.decode(bytes, { stream: more });
    } catch {
      this.#doubt = undefined;
    }
  }

  #whereBroken(bytes: Uint8Array): string {
    const { label, from } = this.#encoding as Encoding;
    const text = new TextDecoder(label).decode(bytes);
    // The chunk may begin inside a character, which reads as up to three replacements.
    const at = text.indexOf("\uFFFD", 3);
    const line = this.#line + count(text.slice(0, Math.max(at, 0)), "\n");
    const name = label === "utf-8" ? "UTF-8" : "UTF-16";
    return `the text near line ${line} is not ${name}, although ${from}: save the feed as UTF-8 or declare its encoding`;
  }
}

function count(text: string, needle: string): number {
  let found = 0;
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) found++;
  return found;
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
