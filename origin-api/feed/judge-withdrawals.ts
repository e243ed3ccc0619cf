import { MARKETS, type Market } from "#contract/market";
import { fine, type Result, refused } from "./result.ts";

/** The share of products that stays unless a person says otherwise. */
export const HALF = 0.5;

/** A feed that lost half of the shop is more likely a broken export than a closing-down: that takes a person's word. */
export function judgeWithdrawals(shop: {
  readonly published: number;
  readonly absent: number;
  readonly minShare: number;
}): Result<undefined> {
  const { published, absent, minShare } = shop;
  if (published - absent >= published * minShare) return fine(undefined);
  const share = `${absent.toLocaleString("en")} of ${published.toLocaleString("en")} products`;
  const most = minShare === HALF ? "half" : `${Math.round((1 - minShare) * 100)} %`;
  return refused(`it would withdraw ${share}, more than ${most}: confirm the withdrawal if it is meant (withdraw=confirmed)`);
}

/** A feed without any price in a currency closes that market, which takes a person's word too. */
export function judgeMarkets(shop: {
  /** Market -> products that are sold there. */
  readonly soldIn: ReadonlyMap<Market, number>;
  /** Market -> rows of the feed with a price there. */
  readonly told: ReadonlyMap<Market, number>;
  readonly minShare: number;
}): Result<undefined> {
  const closed = [...shop.soldIn].filter(([market]) => !shop.told.has(market));
  if (shop.minShare === 0 || closed.length === 0) return fine(undefined);
  const currencies = closed.map(([market]) => MARKETS[market].currency).join(", ");
  const markets = closed.map(([market, products]) => `${market} (${products.toLocaleString("en")} products)`).join(", ");
  return refused(`it has no price in ${currencies} and would close ${markets}: confirm the withdrawal if it is meant (withdraw=confirmed)`);
}
