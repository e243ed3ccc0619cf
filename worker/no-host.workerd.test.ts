import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import edge from "./index.ts";

/** A request as the runtime hands it on when the Host field is no host: one that no test could construct. */
const addressed = (host: string) => ({ url: `http://${host}/en-gb`, method: "GET", headers: new Headers() }) as unknown as Request;

it.each(["a b", "shop.example:evil", "127.0.0.1:80."])("%s is no host: the client's mistake, not the shop's", async (host) => {
  const answer = await edge.fetch(addressed(host) as never, env as never);
  expect([answer.status, await answer.json()]).toMatchObject([400, { errors: [{ field: "Host" }] }]);
});
