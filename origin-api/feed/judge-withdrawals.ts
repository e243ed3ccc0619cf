import { fine, type Result, refused } from "./result.ts";

/** A feed that lost half of the shop is more likely a broken export than a closing-down: that takes a person's word. */
export function judgeWithdrawals(shop: {
  readonly published: number;
  readonly absent: number;
  readonly confirmed: boolean;
}): Result<undefined> {
  const { published, absent, confirmed } = shop;
  if (confirmed || absent * 2 <= published) return fine(undefined);
  const share = `${absent.toLocaleString("en")} of ${published.toLocaleString("en")} products`;
  return refused(`it would withdraw ${share}, more than half: confirm the withdrawal if it is meant (withdraw=confirmed)`);
}
