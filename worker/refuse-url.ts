import { isMarket, type Market } from "#contract/market";
import type { Edge } from "./edge.io.ts";
import type { KeyPlan } from "./key/key-parts.ts";
import { surroundingsOf } from "./messages.ts";
import { noticePage } from "./notice-page.ts";
import { toProblem } from "./problem/to-problem.ts";

type Refused = Extract<KeyPlan, { kind: "refused" }>;

/** Why an address means nothing: for people a page, in the market they were in or else `spoken`; for machines problem details. */
export function refuseUrl(edge: Edge, request: Request, plan: Refused, spoken: Market): Response {
  if (!request.headers.get("Accept")?.includes("text/html")) return toRefusal(plan);
  const first = URL.parse(request.url)?.pathname.split("/", 2)[1] ?? "";
  const market = isMarket(first) ? first : spoken;
  const because = [surroundingsOf(market).text("refused.address")];
  return noticePage(edge, market, { kind: "refused", navigation: null, status: plan.status, title: "missing.title", because, ways: [] });
}

function toRefusal({ status, because }: Refused): Response {
  return toProblem(status === 414 ? { kind: "uri-too-long" } : { kind: "bad-input", errors: [{ field: "url", because }] });
}
