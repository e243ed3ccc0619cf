import type { AsOf } from "./bulletin/as-of.ts";
import type { KeyPlan } from "./key/key-parts.ts";
import type { MayMiss } from "./miss-limits.io.ts";
import type { StartedFragments } from "./stitch/start-fragments.ts";

export type PagePlan = Extract<KeyPlan, { kind: "page" }>;

/** What is known of a page request besides its address. */
export interface PageRequest {
  readonly request: Request;
  /** From an admin: judge at this position of the bulletin or later. */
  readonly purgeSeq: AsOf | undefined;
  /** True when the request carries an admin's token: it is told the cache key. */
  readonly isAdmin: boolean;
  /** May whoever asks ask for something that is held nowhere? */
  readonly mayMiss: MayMiss;
  /** `Set-Cookie` of a browser that an experiment met for the first time. */
  readonly seedCookie?: string;
  /** Only in development: looks at a view's fragments on their way, and may hold them up. */
  readonly lens?: Lens | undefined;
}

export type Lens = (started: StartedFragments, plan: PagePlan) => StartedFragments;
