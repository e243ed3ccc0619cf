import { expect, it } from "vitest";
import { spoil } from "./spoil.ts";

const PAGE = "/v1/pages/home/shop";
const answering = (text: string) => async () => new Response(text, { headers: { "X-Kept": "yes" } });
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it("hands on what an origin without faults answers, whole", async () => {
  const answer = await spoil(null, PAGE, answering("as it is"));
  expect(answer.headers.get("X-Kept")).toBe("yes");
  expect(await answer.text()).toBe("as it is");
});

it("gives an earlier answer while the origin lags, and the later one when it has caught up", async () => {
  const lagging = { kind: "lagging", byMs: 60 } as const;
  await spoil(null, "/v1/pages/lag", answering("old"));
  expect(await (await spoil(lagging, "/v1/pages/lag", answering("new"))).text()).toBe("old");
  await sleep(80);
  expect(await (await spoil(lagging, "/v1/pages/lag", answering("newer"))).text()).toBe("new");
});

it("cuts an answer in half", async () => {
  expect(await (await spoil({ kind: "truncated" }, PAGE, answering("12345678"))).text()).toBe("1234");
});

it("does not even ask an origin that is stopped", async () => {
  const asked = spoil({ kind: "stopped" }, PAGE, () => expect.unreachable("it was asked"));
  await expect(asked).rejects.toThrow("connection refused");
});
