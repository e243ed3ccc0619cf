/** Cart writes: a form is read, judged and handed to the origin; the answer's token becomes the visitor's. */
import type { Cart, CartAnswer, AddLine as Wish } from "#contract/cart";
import { contentDigest } from "#contract/content-digest";
import type { Answered } from "../origin/port.ts";
import type { Failure } from "../problem/failure.ts";
import { adoptToken } from "../visitor/adopt-token.ts";
import { answerDone, answerFailed, isMissing, toFailure, wantsJson, withCookies } from "./answer-write.ts";
import { type AddInput, type Decoded, decodeAdd, decodeSet, type SetInput } from "./decode-write.ts";
import { isSameSite } from "./judge-same-site.ts";
import { type Fields, readForm } from "./read-form.ts";
import { readSitePath } from "./read-return.ts";
import type { WriteContext } from "./write-context.ts";

const MAX_LINE_ID = 64;

/** `POST /{market}/cart/lines`: puts `quantity` of `variant` into the visitor's cart. */
export function addLine(request: Request, context: WriteContext): Promise<Response> {
  const { visitor, surroundings, port } = context;
  const write = async ({ variant, quantity }: AddInput) => {
    const { cart, customer = null } = visitor.facts;
    const wish = { market: surroundings.market.name, cartId: cart?.id ?? null, customer, variant, quantity };
    return port.addLine(wish, await attemptOf(request, context, wish));
  };
  return writeLine(request, context, { field: "variant", decode: decodeAdd, write });
}

const encoder = new TextEncoder();

/** A browser's form names no attempt. Sent again before the answer changed the visitor's token, it is the same wish: somebody pressed twice. */
async function attemptOf(request: Request, { visitor: { claims }, idempotencyKey }: WriteContext, wish: Wish): Promise<string> {
  if (claims === undefined || request.headers.get("Sec-Fetch-Mode") !== "navigate") return idempotencyKey;
  return contentDigest(new Uint8Array(encoder.encode(JSON.stringify([claims, wish]))));
}

/** `POST /{market}/cart/lines/{line}`: sets how many a line of the visitor's own cart holds; 0 takes it away, whoever did so before. */
export function setLine(request: Request, context: WriteContext, line: string): Promise<Response> {
  const { visitor, surroundings, port, idempotencyKey } = context;
  const cartId = visitor.facts.cart?.id;
  const isLine = line.length > 0 && line.length <= MAX_LINE_ID;
  const write = async ({ quantity }: SetInput): Promise<Written> => {
    const written: Answered<CartAnswer> =
      cartId !== undefined && isLine
        ? await port.setLine(cartId, line, { market: surroundings.market.name, quantity }, idempotencyKey)
        : { ok: false, failure: NO_SUCH_LINE };
    return quantity === 0 && !written.ok && isMissing(written.failure) ? "gone-already" : written;
  };
  return writeLine(request, context, { field: "line", decode: decodeSet, write });
}

const NO_SUCH_LINE = { kind: "refused", status: 404, title: "There is no such line", errors: [], movedTo: undefined } as const;

/** `gone-already`: what shall be taken away is not there, so that everything stays as the visitor's token tells. */
type Written = Answered<CartAnswer> | "gone-already";

interface LineWrite<Input> {
  /** What a refusal is about when the origin does not say. */
  readonly field: string;
  readonly decode: (fields: Fields) => Decoded<Input>;
  readonly write: (input: Input) => Promise<Written>;
}

async function writeLine<Input>(request: Request, context: WriteContext, step: LineWrite<Input>): Promise<Response> {
  if (!isSameSite(request, context.site))
    return answerFailed(request, context, { kind: "forbidden", because: "The form was sent by another site." });
  const form = await readForm(request);
  if (!form.ok) return answerFailed(request, context, form.failure);
  const back = typeof form.fields.return === "string" ? readSitePath(form.fields.return) : undefined;
  const fail = (failure: Failure, cookies?: readonly string[]) => answerFailed(request, context, failure, { back, cookies });
  const input = step.decode(form.fields);
  if (!input.ok) return fail(input.failure);
  const path = back ?? context.surroundings.market.path("/cart");
  const written = await step.write(input.value);
  if (written === "gone-already") return answerDone(request, context, path, toJson(asKnown(context), context), []);
  if (!written.ok) return fail(toFailure(written.failure, step.field));
  const cookies = await cookiesOf(written.value, context);
  if (written.value.adjusted?.got === 0) return fail(SOLD_OUT, cookies);
  if (written.value.adjusted && !wantsJson(request)) return withCookies(context.partlyPage(tell(written.value, context), path), cookies);
  return answerDone(request, context, path, toJson(written.value, context), cookies);
}

const SOLD_OUT: Failure = { kind: "unprocessable", errors: [{ field: "quantity", because: "There is no more of it to be had." }] };

async function cookiesOf({ token }: CartAnswer, context: WriteContext): Promise<readonly string[]> {
  const adopted = await adoptToken(token, context);
  return adopted ? [adopted.setCookie] : [];
}

/** What people and scripts learn of. */
interface Outcome extends Pick<CartAnswer, "line" | "adjusted"> {
  readonly cart: Pick<Cart, "itemCount" | "version">;
}

const asKnown = ({ visitor }: WriteContext): Outcome => ({
  cart: visitor.facts.cart ?? { itemCount: 0, version: 0 },
  line: null,
  adjusted: null,
});

/** What a script needs to go on: not the cart's id, which is worth as much as the cookie. */
function toJson(outcome: Outcome, context: WriteContext): object {
  const { cart, line, adjusted } = outcome;
  return { itemCount: cart.itemCount, version: cart.version, line, adjusted, message: tell(outcome, context).join(" ") };
}

/** What came of it, in sentences: that there was less than asked for, and how much there is in all. */
function tell({ cart, adjusted }: Outcome, { surroundings: { t } }: WriteContext): readonly string[] {
  const count = t("cart.count", { count: cart.itemCount });
  return adjusted ? [t("cart.fewer", { count: adjusted.got, asked: adjusted.asked }), count] : [count];
}
