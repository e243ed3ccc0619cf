import type { AnswerOf, Ask, BatchRequest } from "#contract/questions";
import { readCart } from "../cart/queries.io.ts";
import type { View } from "../catalog/queries.io.ts";
import { cardFor, recommendFor } from "../catalog/recommend.io.ts";
import type { Deps } from "../deps.ts";
import type { Answered } from "./stream.io.ts";

type Visitor = BatchRequest["visitor"];

/** Answers one question of a batch. A cart is shown to nobody but the visitor whose token names it. */
export async function answerAsk(deps: Deps, ask: Ask, view: View, visitor: Visitor): Promise<Answered> {
  switch (ask.question) {
    case "recommendations":
      return answerRecommendations(deps, view, ask.handle);
    case "card":
      return answerCard(deps, view, ask.handle);
    case "delivery-note":
      return answered({ kind: noteFor(ask.segment) } satisfies AnswerOf<"delivery-note">, [`page:delivery-note`]);
    case "cart-summary":
    case "cart":
      return ask.cart === visitor?.cartId ? answerCart(deps, view, ask) : { ok: false, reason: "forbidden" };
  }
}

const answered = (data: unknown, surrogateKeys: string[] = [], entityVersions: Record<string, number> = {}): Answered => ({
  ok: true,
  data,
  surrogateKeys,
  entityVersions,
});

async function answerRecommendations({ db, shelves }: Deps, view: View, handle: string): Promise<Answered> {
  const found = await recommendFor(db, view, await shelves(view.market, view.at), handle);
  return found ? answered(found.data, found.surrogateKeys, found.entityVersions) : { ok: false, reason: "unknown-product" };
}

async function answerCard({ db, shelves }: Deps, view: View, handle: string): Promise<Answered> {
  const { data, surrogateKeys, entityVersions } = await cardFor(db, view, await shelves(view.market, view.at), handle);
  return answered(data satisfies AnswerOf<"card">, surrogateKeys, entityVersions);
}

async function answerCart({ db }: Deps, view: View, ask: Extract<Ask, { cart: string }>): Promise<Answered> {
  const cart = await readCart(db, ask.cart, view);
  if (ask.question === "cart") return { ok: true, data: (cart ?? null) satisfies AnswerOf<"cart"> };
  return { ok: true, data: { itemCount: cart?.itemCount ?? 0 } satisfies AnswerOf<"cart-summary"> };
}

function noteFor(segment: string): AnswerOf<"delivery-note">["kind"] {
  return segment === "member" || segment === "trade" ? segment : "standard";
}
