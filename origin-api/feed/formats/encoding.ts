/**
 * Which encoding a feed's bytes are in. A byte-order mark is believed before a declaration, which only XML has; without
 * either it is UTF-8.
 */
import { fine, type Result, refused } from "../result.ts";

export interface Encoding {
  /** What `TextDecoder` calls it. */
  readonly label: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  /** How the file said so, for messages. */
  readonly from: string;
}

/** So many bytes decide; a declaration longer than this is none. */
export const HEAD_BYTES = 512;

/** ISO-8859-1 is read as its superset Windows-1252, as every browser does. */
const DECLARED: Readonly<Record<string, Encoding["label"]>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "us-ascii": "utf-8",
  ascii: "utf-8",
  "utf-16": "utf-8",
  "iso-8859-1": "windows-1252",
  "latin-1": "windows-1252",
  latin1: "windows-1252",
  "windows-1252": "windows-1252",
  cp1252: "windows-1252",
};

const SIGNATURES: readonly (readonly [readonly number[], string])[] = [
  [[0x1f, 0x8b], "the file is compressed with gzip: send it unpacked"],
  [[0x50, 0x4b, 0x03, 0x04], "the file is a ZIP archive (as Excel workbooks are): send the feed in it, or save it as CSV"],
  [[0x42, 0x5a, 0x68], "the file is compressed with bzip2: send it unpacked"],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "the file is compressed with xz: send it unpacked"],
  [[0x28, 0xb5, 0x2f, 0xfd], "the file is compressed with zstd: send it unpacked"],
  [[0x37, 0x7a, 0xbc, 0xaf], "the file is a 7z archive: send the feed in it"],
  [[0x52, 0x61, 0x72, 0x21], "the file is a RAR archive: send the feed in it"],
  [[0x25, 0x50, 0x44, 0x46, 0x2d], "the file is a PDF"],
  [[0xff, 0xfe, 0, 0], "the encoding UTF-32 is not supported: save the feed as UTF-8"],
  [[0, 0, 0xfe, 0xff], "the encoding UTF-32 is not supported: save the feed as UTF-8"],
];

const MARKS: readonly (readonly [readonly number[], Encoding])[] = [
  [[0xef, 0xbb, 0xbf], { label: "utf-8", from: "its byte-order mark says UTF-8" }],
  [[0xff, 0xfe], { label: "utf-16le", from: "its byte-order mark says UTF-16" }],
  [[0xfe, 0xff], { label: "utf-16be", from: "its byte-order mark says UTF-16" }],
  [[0x3c, 0, 0x3f, 0], { label: "utf-16le", from: "its first bytes are UTF-16" }],
  [[0, 0x3c, 0, 0x3f], { label: "utf-16be", from: "its first bytes are UTF-16" }],
];

/** The encoding of a file that begins with `head` (all of it, or `HEAD_BYTES`), or why it cannot be a feed. */
export function judgeEncoding(head: Uint8Array): Result<Encoding> {
  if (head.length === 0) return refused("the file is empty");
  const foreign = SIGNATURES.find(([bytes]) => startsWith(head, bytes));
  if (foreign) return refused(foreign[1]);
  const marked = MARKS.find(([bytes]) => startsWith(head, bytes));
  if (marked) return fine(marked[1]);
  if (isBinary(head)) return refused("the file is binary, not text");
  return declaredEncoding(String.fromCharCode(...head));
}

function declaredEncoding(head: string): Result<Encoding> {
  const start = head.trimStart();
  if (start === "") return refused("the file is empty");
  const declared = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(head)?.[1];
  if (declared === undefined) return fine({ label: "utf-8", from: "it declares no encoding, which means UTF-8" });
  const name = declared.trim().toLowerCase();
  const label = Object.hasOwn(DECLARED, name) ? DECLARED[name] : undefined;
  if (label === undefined) return refused(`the encoding ${JSON.stringify(declared.slice(0, 40))} is not supported: save the feed as UTF-8`);
  return fine({ label, from: `it declares ${declared}` });
}

/** Text has no character 0, and hardly any other control character. */
function isBinary(head: Uint8Array): boolean {
  const controls = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  return head.includes(0) || controls > head.length / 20;
}

const startsWith = (bytes: Uint8Array, prefix: readonly number[]): boolean => prefix.every((byte, i) => bytes[i] === byte);
