/** Files of this folder share a shop, and count what others must not add to: each waits until the one before it has ended. */
import { afterAll, inject } from "vitest";
import { takeTurn } from "../../e2e/turns.ts";

const end = await takeTurn(inject("turns"));
afterAll(end);
