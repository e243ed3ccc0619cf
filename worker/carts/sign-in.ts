import type { SignInAnswer } from "#contract/cart";
import type { Failure } from "../problem/failure.ts";
import { adoptToken } from "../visitor/adopt-token.ts";
import { clearToken } from "../visitor/cookies.ts";
import { keepRecent } from "../visitor/recent.ts";
import type { Visitor } from "../visitor/visitor.ts";
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
  const seen = [...recentFor(customer, visitor)];
  const cartId = visitor.facts.cart?.id ?? null;
  const signed = await port.signIn({ market: surroundings.market.name, customer, cartId, seen }, idempotencyKey);
  if (!signed.ok) return fail(toFailure(signed.failure, "customer"));
  const cookies = await cookiesOf(signed.value, seen, context);
  return answerDone(request, context, input.value.return ?? surroundings.market.path(""), { customer }, cookies);
}

/** What of this browser's list is the customer's: what a guest looked at, or they themselves; nothing of another customer's, or after a sign-out. */
function recentFor(customer: string | null, { facts }: Visitor): readonly string[] {
  if (customer === null) return [];
  return facts.customer === undefined || facts.customer === customer.toLowerCase() ? facts.recent : [];
}

/** The new visitor takes the old one's place whatever cart they had: they are somebody else. */
async function cookiesOf({ token, seen }: SignInAnswer, told: readonly string[], context: WriteContext): Promise<readonly string[]> {
  const { visitor, cookies } = context;
  const adopted = token === null ? undefined : await adoptToken(token, { ...context, visitor: { ...visitor, claims: undefined } });
  if (token !== null && adopted === undefined) return [];
  const recent = keepRecent(cookies, visitor.facts.recent, seen ?? told);
  return [adopted?.setCookie ?? clearToken(cookies), ...(recent === undefined ? [] : [recent])];
}
