import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { pipeline } from "node:stream";
import type { ImportOptions } from "./arguments.ts";

/** The shop cannot be reached, or does not take the file; the message says which and what to do. */
export class Unreachable extends Error {}

/** Size of the file in bytes. */
export async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new Unreachable(`There is no file "${file}".`);
  return found.size;
}

/** Streams a file to the shop; resolves with the answer as soon as it begins, while the file may still be on its way. */
export function upload(options: ImportOptions & { readonly signal?: AbortSignal | undefined }, size: number): Promise<IncomingMessage> {
  const { file, token, signal } = options;
  const target = uploadUrl(options);
  const headers = {
    Authorization: `Bearer ${token}`,
    "Content-Type": "application/octet-stream",
    "Content-Length": size,
    Accept: "application/json-seq",
  };
  const send = target.protocol === "https:" ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const sent = send(target, { method: "POST", headers, ...(signal && { signal }) });
    sent.once("response", resolve);
    sent.once("error", (error) => reject(new Unreachable(whyUnreachable(error, target))));
    // An answer that comes early is worth more than the rest of the file.
    pipeline(createReadStream(file), sent, () => undefined);
  });
}

/** A plain question of the admin API; resolves when the answer begins. */
export function ask(target: URL, { token, signal }: { readonly token: string; readonly signal: AbortSignal }): Promise<IncomingMessage> {
  const send = target.protocol === "https:" ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const sent = send(target, { headers: { Authorization: `Bearer ${token}` }, signal });
    sent.once("response", resolve);
    sent.once("error", (error) => reject(new Unreachable(whyUnreachable(error, target))));
    sent.end();
  });
}

export function uploadUrl({ url, format, currency, dryRun, confirmWithdraw }: ImportOptions): URL {
  const target = new URL("/admin/api/feeds", url);
  if (format !== undefined && format !== "auto") target.searchParams.set("format", format);
  if (currency !== undefined) target.searchParams.set("currency", currency);
  if (dryRun) target.searchParams.set("mode", "dry-run");
  if (confirmWithdraw) target.searchParams.set("withdraw", "confirmed");
  return target;
}

function whyUnreachable(error: Error & { code?: string }, { origin }: URL): string {
  if (error.name === "AbortError") return "Interrupted.";
  if (error.code === "ECONNREFUSED") return `Nothing answers at ${origin}: is the shop running (npm run dev)?`;
  return `${origin} cannot be reached: ${error.message}`;
}

/** The words of an answer that is not a stream of frames. */
export async function refusalOf(answer: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of answer) if (text.length < 10_000) text += String(chunk);
  const status = answer.statusCode ?? 0;
  if (status === 401 || status === 403)
    return `The shop does not take this token for imports (${status}): it wants one of the role operator or owner.`;
  return `The shop answered ${status}: ${problemOf(text)}`;
}

function problemOf(text: string): string {
  try {
    const {
      title,
      detail,
      errors = [],
    } = JSON.parse(text) as { title?: string; detail?: string; errors?: { field: string; because: string }[] };
    const wrong = errors.map(({ field, because }) => `${field} ${because}`);
    return [title, detail, ...wrong].filter(Boolean).join("; ") || "no reason given";
  } catch {
    return "no reason given";
  }
}
