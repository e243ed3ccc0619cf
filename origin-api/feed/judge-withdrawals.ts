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
