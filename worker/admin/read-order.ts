import type { Context } from "hono";
import { toProblem } from "../problem/to-problem.ts";
import { complain } from "./answers.ts";
import { type AdminEnv, refuseBelow } from "./guard.ts";

export type ReadOrder =
  | { readonly ok: true; readonly body: unknown; readonly idempotencyKey: string | undefined }
  | { readonly ok: false; readonly refusal: Response };

/** The JSON of an order of an operator, not looked at yet, and the key under which it counts once. */
export async function readOrder(c: Context<AdminEnv>): Promise<ReadOrder> {
  const refusal = refuseBelow(c, "operator");
  if (refusal) return { ok: false, refusal };
  if (!/^application\/json\s*(?:;|$)/i.test(c.req.header("Content-Type") ?? ""))
    return { ok: false, refusal: toProblem({ kind: "unsupported-media-type", accept: "application/json" }) };
  const idempotencyKey = c.req.header("Idempotency-Key");
  if (idempotencyKey !== undefined && !/^[\x21-\x7e]{1,128}$/.test(idempotencyKey))
    return { ok: false, refusal: complain(400, "Idempotency-Key", "1 to 128 printable characters without blanks.") };
  const body = readJson(await c.req.text());
  return body === undefined ? { ok: false, refusal: complain(400, "body", "This is not JSON.") } : { ok: true, body, idempotencyKey };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
