import { connect } from "node:net";
import { expect, it } from "vitest";
import { openTurns, takeTurn } from "./turns.ts";

it("is one's turn until they end it, then the turn of whoever asked next", async () => {
  const turns = await openTurns();
  const told: string[] = [];
  const taken = async (name: string) => {
    const end = await takeTurn(turns.port);
    told.push(name);
    return end;
  };
  const endFirst = await taken("first");
  const [second, third] = [taken("second"), taken("third")];
  await expect(Promise.race([second, third, passing(turns.port)])).resolves.toBe("passed");
  expect(told).toEqual(["first"]);
  endFirst();
  (await second)();
  (await third)();
  expect(told).toEqual(["first", "second", "third"]);
  await turns.close();
});

it("is passed on when whoever waits or has it is gone", async () => {
  const turns = await openTurns();
  const end = await takeTurn(turns.port);
  await expect(passing(turns.port)).resolves.toBe("passed");
  const last = takeTurn(turns.port);
  end();
  (await last)();
  await turns.close();
});

/** One who comes, waits, and leaves without a turn. */
function passing(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.end());
    socket.on("data", () => reject(new Error("it was told that it is its turn")));
    socket.on("close", () => resolve("passed"));
  });
}
