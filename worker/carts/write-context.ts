import type { TokenKeys } from "#contract/token";
import type { Surroundings } from "../../fragments/define-fragment.ts";
import type { Site } from "../key/key-parts.ts";
import type { OriginPort } from "../origin/port.ts";
import type { Failure } from "../problem/failure.ts";
import type { EpochMs } from "../time.ts";
import type { CookieNames } from "../visitor/cookies.ts";
import type { Visitor } from "../visitor/visitor.ts";

/** What a write needs of the world besides its request. */
export interface WriteContext {
  readonly surroundings: Surroundings;
  readonly visitor: Visitor;
  readonly site: Site;
  readonly cookies: CookieNames;
  readonly tokenKeys: TokenKeys;
  readonly now: EpochMs;
  readonly port: Pick<OriginPort, "addLine" | "setLine" | "signIn">;
  /** Unique for each write: a second attempt at the same write carries the same one. */
  readonly idempotencyKey: string;
  /** The page that tells a person what is wrong, with a way `back`; machines get problem details. */
  readonly failedPage: (failure: Failure, back: string | undefined) => Response;
  /** The page that tells a person that less was done than asked for. */
  readonly partlyPage: (because: readonly string[], back: string) => Response;
}
