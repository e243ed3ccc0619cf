import type { Stored } from "../cache/stored.ts";
import { tagOf } from "./piece.ts";

const shells = new WeakMap<Stored, string>();

/** Weak validator of a stitched page: which filling of the shell it is, and what stands in its slots. */
export function etagOf(stored: Stored, tags: readonly string[]): string {
  return `W/"${shellTag(stored)}.${tags.length === 0 ? "0" : tagOf(tags.join(" "))}"`;
}

/** `If-None-Match` against a page's validator, compared weakly; `*` is any (RFC 9110 sections 8.8.3.2 and 13.1.2). */
export function isNotModified(ifNoneMatch: string | null, etag: string | undefined): boolean {
  if (ifNoneMatch === null || etag === undefined) return false;
  if (ifNoneMatch.trim() === "*") return true;
  const opaque = etag.replace(/^W\//, "");
  return ifNoneMatch.split(",").some((candidate) => candidate.trim().replace(/^W\//, "") === opaque);
}

function shellTag(stored: Stored): string {
  const known = shells.get(stored);
  if (known !== undefined) return known;
  const { fillStartedAt, storedAt } = stored.stamps;
  const tag = tagOf(JSON.stringify([stored.key, fillStartedAt, storedAt, stored.asOf, stored.entityVersions, sizeOf(stored)]));
  shells.set(stored, tag);
  return tag;
}

function sizeOf(stored: Stored): number {
  return stored.segments.reduce((size, segment) => size + segment.length, 0);
}
