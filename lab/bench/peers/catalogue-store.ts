/** The origin's app with its database in a Durable Object, and beside it the least that a question of the database can be. */
import { DurableObject } from "cloudflare:workers";
import { importTokenKeys } from "#contract/token";
import { createApp } from "../../../origin-api/app.ts";
import { rememberShelves } from "../../../origin-api/catalog/shelves.io.ts";
import { CallCounts } from "../../../origin-api/counters/call-counts.ts";
import { durableSqlite } from "../../../origin-api/store/durable-sqlite.io.ts";
import { migrate } from "../../../origin-api/store/migrate.io.ts";
import { openEmbedded } from "../../../origin-api/store/open.io.ts";
import { readPrimary } from "../../../origin-api/store/read-latest.io.ts";
import { readRevision } from "../../../origin-api/store/revisions.io.ts";

interface Env {
  readonly STORE: DurableObjectNamespace<Store>;
  readonly TOKEN_KEYS: string;
}

export class Store extends DurableObject<Env> {
  readonly #db = openEmbedded(durableSqlite(this.ctx.storage));
  readonly #app = this.#open();

  override async fetch(request: Request): Promise<Response> {
    if (new URL(request.url).pathname === "/bare") return Response.json(await readRevision(this.#db, "catalogue"));
    return (await this.#app).fetch(request);
  }

  async #open() {
    await migrate(this.#db, Date.now());
    const parts = { db: this.#db, readLatest: readPrimary(this.#db), shelves: rememberShelves(this.#db), counts: new CallCounts() };
    const tokenKeys = await importTokenKeys(this.env.TOKEN_KEYS);
    return createApp({ ...parts, tokenKeys, clock: () => Date.now(), changed: () => undefined, report: (error) => console.error(error) });
  }
}

export default { fetch: (request, { STORE }) => STORE.getByName("shop").fetch(request) } satisfies ExportedHandler<Env>;
