import { PassThrough } from "node:stream";
import { Command } from "commander";
import { expect, it } from "vitest";
import { Declined, Interrupted } from "./outcomes.ts";
import { openSurface, type Terminal } from "./surface.ts";

/** A person at a terminal, who presses these keys when asked. */
function answering(keys: string) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  stderr.on("data", (text) => String(text).includes("[y/N]") && stdin.write(keys));
  const terminal = { stdin, stderr, env: { ADMIN_TOKEN: "t" }, devToken: () => undefined, signal: new AbortController().signal };
  return openSurface(new Command(), terminal as unknown as Terminal);
}

it("does nothing but for a yes", async () => {
  await expect(answering("n\r").confirm("Purge?", false)).rejects.toThrow(Declined);
  await expect(answering("\r").confirm("Purge?", false)).rejects.toThrow(Declined);
  await expect(answering("y\r").confirm("Purge?", false)).resolves.toBeUndefined();
});

it.each([
  ["Ctrl-C", "\u0003"],
  ["Ctrl-D", "\u0004"],
])("says that nothing was done when %s is the answer", async (_, key) => {
  const asked = answering(key).confirm("Purge?", false);
  await expect(asked).rejects.toThrow(Interrupted);
  await expect(asked).rejects.toThrow("Nothing was done.");
});
