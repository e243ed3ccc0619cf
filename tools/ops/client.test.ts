import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { openClient } from "./client.ts";
import { Unreachable } from "./outcomes.ts";

/** What comes of a question to somebody who answers so. */
async function asking(answer: RequestListener, patienceMs?: number): Promise<unknown> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    return await openClient({ url, token: "t" }, new AbortController().signal, patienceMs).get("/admin/api/stats");
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

it("does not wait for ever for a shop that says nothing", async () => {
  const asked = asking(() => undefined, 50);
  await expect(asked).rejects.toThrow(Unreachable);
  await expect(asked).rejects.toThrow("gave no answer in time");
});

it("has a sentence for an answer that breaks off", async () => {
  const broken: RequestListener = (_, response) => {
    response.writeHead(200, { "Content-Length": "100" });
    response.write("{");
    setImmediate(() => response.destroy());
  };
  const asked = asking(broken);
  await expect(asked).rejects.toThrow(Unreachable);
  await expect(asked).rejects.toThrow(/cannot be reached: /);
});

it("takes what is no JSON for the answer of somebody else", async () => {
  const page: RequestListener = (_, response) => response.end("<html>");
  await expect(asking(page)).rejects.toThrow("is no admin API");
});
