import type { Market } from "#contract/market";
import type { FieldError } from "#contract/problem";
import type { TokenKeys } from "#contract/token";
import type { Surroundings } from "../../fragments/define-fragment.ts";
import type { Site } from "../key/key-parts.ts";
import type { OriginPort } from "../origin/port.ts";
import type { EpochMs } from "../time.ts";
import type { CookieNames } from "../visitor/cookies.ts";
import type { Visitor } from "../visitor/visitor.ts";

/** What a write needs of the world besides its request. */
export interface WriteContext {
  readonly market: Market;
  readonly surroundings: Surroundings;
  readonly visitor: Visitor;
  readonly site: Site;
  readonly names: CookieNames;
  readonly keys: TokenKeys;
  readonly now: EpochMs;
  readonly port: Pick<OriginPort, "addLine" | "setLine" | "signIn">;
  /** Unique for each write: a retry of the same write carries the same one. */
  readonly idempotencyKey: string;
  /** The page that tells a person what is wrong; machines get problem details. */
  readonly page: (refusal: Refusal) => Response | Promise<Response>;
}

/** Why a write was not done, as people and machines are told. */
export interface Refusal {
  readonly status: 400 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 503;
  readonly title: string;
  readonly errors: readonly FieldError[];
  readonly retryAfterSeconds?: number;
}
