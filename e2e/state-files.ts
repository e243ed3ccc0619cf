/** Every byte that the two Workers left on disk, by whose it is. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Surface } from "../lab/canary/audit.ts";
import { rowsOf } from "../lab/canary/rows.ts";

export interface StateFiles {
  /** The PoP's caches and the edge's Durable Objects: files as they are, and rows of their databases. */
  readonly edge: readonly Surface[];
  /** Answers in the PoP's cache. */
  readonly cached: readonly Surface[];
  /** Rows of the shield's objects. */
  readonly shield: readonly Surface[];
  /** The origin's rows, those of its carts apart. */
  readonly origin: { readonly others: readonly Surface[]; readonly carts: readonly Surface[] };
}

/** Tables that hold what visitors do: the origin's own, and nobody else's. */
const CART_TABLE = /, table (carts|cart_lines|customers|handled_writes|seen_products)$/;

/** Of a shop that has been stopped. */
export function readState(stateDir: string): StateFiles {
  const find = (pattern: string) => globSync(pattern, { cwd: stateDir });
  const raw = (path: string): Surface => ({ where: path, bytes: readFileSync(join(stateDir, path)) });
  const rows = (path: string) => {
    const database = new DatabaseSync(join(stateDir, path));
    const surfaces = rowsOf(path, database);
    database.close();
    return surfaces;
  };
  const cached = find("v3/cache/named_*/blobs/*").map(raw);
  const databases = find("v3/{cache,do}/**/*.sqlite");
  const ofOrigin = databases.filter((path) => path.includes("vitrine-origin-")).flatMap(rows);
  const ofEdge = databases.filter((path) => !/vitrine-origin-|vitrine-Shield/.test(path));
  const files = find("v3/{cache,do,ratelimit}/**/*.sqlite*").filter((path) => !/vitrine-origin-|vitrine-Shield/.test(path));
  return {
    cached,
    shield: databases.filter((path) => path.includes("vitrine-Shield")).flatMap(rows),
    edge: [...files.map(raw), ...ofEdge.flatMap(rows)],
    origin: {
      others: ofOrigin.filter(({ where }) => !CART_TABLE.test(where)),
      carts: ofOrigin.filter(({ where }) => CART_TABLE.test(where)),
    },
  };
}
