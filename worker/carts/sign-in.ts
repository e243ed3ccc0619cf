import type { Failure } from "../problem/failure.ts";
import { adoptToken } from "../visitor/adopt-token.ts";
import { clearToken } from "../visitor/cookies.ts";
import { answerDone, answerFailed, toFailure } from "./answer-write.ts";
import { decodeSignIn } from "./decode-write.ts";
import { isSameSite } from "./judge-same-site.ts";
import { readForm } from "./read-form.ts";
import type { WriteContext } from "./write-context.ts";

/** `POST /{market}/_demo/sign-in`: signs in one of the demo's customers, or out without one. Only where the demo is built in. */
export async function signIn(request: Request, context: WriteContext): Promise<Response> {
  const { visitor, surroundings, port, idempotencyKey } = context;
  const fail = (failure: Failure) => answerFailed(request, context, failure);
  if (!isSameSite(request, context.site)) return fail({ kind: "forbidden", because: "The form was sent by another site." });
  const form = await readForm(request);
  if (!form.ok) return fail(form.failure);
  const input = decodeSignIn(form.fields);
  if (!input.ok) return fail(input.failure);
  const customer = input.value.customer || null;
  const signed = await port.signIn({ market: surroundings.market.name, customer, cartId: visitor.facts.cart?.id ?? null }, idempotencyKey);
  if (!signed.ok) return fail(toFailure(signed.failure, "customer"));
  const cookies = await cookiesOf(signed.value.token, context);
  return answerDone(request, context, input.value.return ?? surroundings.market.path(""), { customer }, cookies);
}

/** The new visitor takes the old one's place whatever cart they had: they are somebody else. */
async function cookiesOf(token: string | null, { visitor, cookies, tokenKeys, now }: WriteContext): Promise<readonly string[]> {
  if (token === null) return [clearToken(cookies)];
  const adopted = await adoptToken({ ...visitor, claims: undefined }, token, cookies, tokenKeys, now);
  return adopted ? [adopted.setCookie] : [];
}
