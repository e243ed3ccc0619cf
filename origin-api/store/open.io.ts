import { Client } from "@planetscale/database";
import { drizzle } from "drizzle-orm/planetscale-serverless";
import type { Db } from "./db.ts";
import * as schema from "./schema.ts";
import { SqliteClient } from "./sqlite-client.ts";
import type { SqliteEngine } from "./sqlite-engine.ts";

/** PlanetScale, or anything that speaks its HTTP protocol: `https://user:password@host`. */
export const openPlanetScale = (url: string): Db => drizzle(new Client({ url }), { schema });

/** The same over an embedded SQLite. */
export const openEmbedded = (engine: SqliteEngine): Db => drizzle(new SqliteClient(engine), { schema });
