/** The forms in which a text could hide: as it is, escaped, encoded, hashed. Of a hash its beginning will do. */
import { createHash } from "node:crypto";
import { hashHex, keyHash } from "../../worker/bulletin/key-hash.ts";

const HASH_LENGTH = 16;

/** Bytes, any of which give the text away, each once. */
export function formsOf(text: string): Uint8Array[] {
  const encodings = [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le")];
  const written = [
    ...[text, text.toUpperCase(), text.toLowerCase(), text.normalize("NFD"), [...text].reverse().join("")],
    ...escaped(text),
    ...byLetter(text),
    ...encodings.flatMap((bytes) => [...inHex(bytes), ...inBase64(bytes)]),
    ...hashed(text),
  ];
  return [...[...new Set(written)].map((form) => Buffer.from(form, "utf8")), ...encodings.slice(1)];
}

function escaped(text: string): string[] {
  const inJson = JSON.stringify(text).slice(1, -1);
  const inJsonTwice = JSON.stringify(inJson).slice(1, -1);
  const inAscii = inJson.replaceAll(/[^ -~]/g, (unit) => `\\u${inDigits(unit)}`);
  const inCapitals = inJson.replaceAll(/[^ -~]/g, (unit) => `\\u${inDigits(unit).toUpperCase()}`);
  const inMarkup = text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const inUrl = [encodeURIComponent(text), encodeURI(text), new URLSearchParams([["", text]]).toString().slice(1)];
  const inSmall = inUrl.map((form) => form.replaceAll(/%../g, (byte) => byte.toLowerCase()));
  return [inJson, inJsonTwice, inAscii, inCapitals, inMarkup, inMarkup.replaceAll("'", "&#39;"), ...inUrl, ...inSmall];
}

const inDigits = (unit: string): string => unit.charCodeAt(0).toString(16).padStart(4, "0");

/** Every letter, or byte, as its number. */
function byLetter(text: string): string[] {
  const letters = [...text].map((letter) => letter.codePointAt(0) ?? 0);
  const bytes = [...Buffer.from(text)];
  const inUrl = bytes.map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
  return [
    bytes.join(),
    letters.map((letter) => `&#${letter};`).join(""),
    letters.map((letter) => `&#x${letter.toString(16)};`).join(""),
    inUrl,
    inUrl.toUpperCase(),
  ];
}

const inHex = (bytes: Buffer): string[] => [bytes.toString("hex"), bytes.toString("hex").toUpperCase()];

function hashed(text: string): string[] {
  const digests = ["sha512", "sha256", "sha1", "md5"].map((algorithm) => createHash(algorithm).update(text).digest());
  const forms = digests.flatMap((digest) => [digest.toString("hex"), ...inBase64(digest)]);
  return [...forms.map((form) => form.slice(0, HASH_LENGTH)), hashHex(keyHash(text))];
}

/** What of the base64 of bytes does not depend on what stands before and after them, at each of the three alignments. */
function inBase64(bytes: Uint8Array): string[] {
  const forms = [0, 1, 2].map((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const from = Math.ceil((before * 8) / 6);
    const until = Math.floor((padded.length * 8) / 6);
    return padded.toString("base64url").slice(from, until);
  });
  return [...new Set(forms.flatMap((form) => [form, form.replaceAll("-", "+").replaceAll("_", "/")]))];
}
