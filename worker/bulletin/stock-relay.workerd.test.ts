import { describe, expect, it } from "vitest";
import { askStock } from "./ask-stock.io.ts";
import { StockBoard } from "./stock-board.ts";
import { StockRelay } from "./stock-relay.ts";

/** A relay before an origin; each `read` is a second after the one before. Says what was asked. */
function open(answer: (asked: URLSearchParams) => Response) {
  const asked: string[] = [];
  const fetch = async (url: string) => {
    const { searchParams } = new URL(url);
    asked.push(searchParams.toString());
    return answer(searchParams);
  };
  let now = 1_000_000;
  let under: Promise<unknown> = Promise.resolve();
  const board = new StockBoard();
  const relay = new StockRelay(board, {
    now: () => now,
    sleep: () => new Promise(() => {}),
    ask: (since) => askStock({ fetch: fetch as unknown as Fetcher["fetch"] }, since),
    background: (work) => (under = work),
  });
  const read = async () => {
    now += 1_000;
    await relay.heardReader();
    await under;
  };
  return { board, asked, read };
}

const whole = (cursor: string) =>
  Response.json({ cursor, whole: true, levels: [{ sku: "mug", band: "in" }], handles: { cursor, complete: true, names: ["product/mug"] } });

describe("the stock relay", () => {
  it("goes on where the last answer ended", async () => {
    const { asked, read } = open(() => whole("7"));
    await read();
    await read();
    expect(asked).toEqual(["handles=", "since=7&handles=7"]);
  });

  it.each([400, 404, 410, 414, 422, 431])(
    "asks for everything when what it goes on from is refused with %i, and keeps what it knows",
    async (status) => {
      const { board, asked, read } = open((since) =>
        since.get("since") === "strange" ? new Response("No", { status }) : whole("strange"),
      );
      for (let i = 0; i < 3; i++) await read();
      expect(asked).toEqual(["handles=", "since=strange&handles=strange", "handles="]);
      expect([board.size, board.at]).toEqual([1, 1_003_000]);
    },
  );

  it.each([408, 429, 500, 503])("asks for no more than what changed when the origin is only in trouble: %i", async (status) => {
    const { asked, read } = open((since) => (since.has("since") ? new Response("Later", { status }) : whole("7")));
    for (let i = 0; i < 3; i++) await read();
    expect(asked).toEqual(["handles=", "since=7&handles=7", "since=7&handles=7"]);
  });

  it.each(["since", "handles"])("takes no answer that it could not ask on from: %s", async (at) => {
    const long = "x".repeat(20_000);
    const { board, asked, read } = open(() => {
      const handles = { cursor: at === "handles" ? long : "7", complete: true, names: ["product/mug"] };
      return Response.json({ cursor: at === "since" ? long : "7", whole: true, levels: [], handles });
    });
    for (let i = 0; i < 2; i++) await read();
    expect([asked, board.at]).toEqual([["handles=", "handles="], null]);
  });
});
