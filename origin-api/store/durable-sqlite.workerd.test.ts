import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, it } from "vitest";
import type { OriginEnv } from "../config.ts";
import { NOON } from "../fixtures/small-shop.ts";
import { CONTRACT } from "./contract-suite/all.ts";
import { durableSqlite } from "./durable-sqlite.io.ts";
import { migrate } from "./migrate.io.ts";
import { openEmbedded } from "./open.io.ts";

const { ORIGIN_STORE } = env as unknown as OriginEnv;

describe("the store on a Durable Object's SQLite", () => {
  it.each(CONTRACT)("%s", async (name, run) => {
    await runInDurableObject(ORIGIN_STORE.getByName(name), async (_, { storage }) => {
      const db = openEmbedded(durableSqlite(storage));
      await migrate(db, NOON);
      await run(db);
    });
  });
});
