import { eq, lt } from "drizzle-orm";
import { done, invalid, type Result } from "../problem/problem.ts";
import type { Db, Tx } from "../store/db.ts";
import { handledWrites } from "../store/schema.ts";

/** An `Idempotency-Key` and the digest of the body it came with. */
export interface Claimed {
  readonly key: string;
  readonly digest: string;
}

export type Handled = object;

const REMEMBERED_FOR = 24 * 60 * 60 * 1000;

/** Checks an `Idempotency-Key` and joins it to its body. Undefined without one. */
export async function readClaimed(key: string | undefined, body: unknown): Promise<Result<Claimed | undefined>> {
  if (key === undefined) return done(undefined);
  if (!/^[\x21-\x7e]{8,100}$/.test(key)) return invalid("Idempotency-Key", "8 to 100 visible ASCII characters.");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(body)));
  return done({ key, digest: Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("") });
}

/**
 * Does a write once for a key: the same key and body get the first answer, another body is refused. What failed is not
 * remembered. Two at the same moment: the second one's insert fails as a duplicate and its caller tries again.
 */
export async function handleOnce<T extends Handled>(
  tx: Tx,
  claimed: Claimed | undefined,
  now: number,
  write: () => Promise<Result<T>>,
): Promise<Result<T>> {
  if (!claimed) return write();
  const [first] = await tx.select().from(handledWrites).where(eq(handledWrites.key, claimed.key)).limit(1);
  if (first)
    return first.digest === claimed.digest ? done(first.answer as T) : invalid("Idempotency-Key", "Used before with another body.");
  const result = await write();
  if (result.ok) await tx.insert(handledWrites).values({ ...claimed, answer: result.value, handledAt: now });
  return result;
}

/** Forgets keys after a day. */
export async function forgetHandledWrites(db: Db, now: number): Promise<void> {
  await db.delete(handledWrites).where(lt(handledWrites.handledAt, now - REMEMBERED_FOR));
}
