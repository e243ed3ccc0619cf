import { drizzle } from "drizzle-orm/planetscale-serverless";
import type { Db } from "./db.ts";
import { PlanetScaleClient } from "./planet-scale-client.io.ts";
import * as schema from "./schema.ts";
import { SqliteClient } from "./sqlite-client.ts";
import type { SqliteEngine } from "./sqlite-engine.ts";

/** PlanetScale, or anything that speaks its HTTP protocol: `https://user:password@host`. */
export const openPlanetScale = (url: string): Db => drizzle(new PlanetScaleClient({ url }), { schema });

/** The same over an embedded SQLite. */
export const openEmbedded = (engine: SqliteEngine): Db => drizzle(new SqliteClient(engine), { schema });

/** True where a definition is a part of its transaction, as MySQL's are not. */
export const keepsDefinitionsInTransactions = (db: Db): boolean => "$client" in db && db.$client instanceof SqliteClient;
