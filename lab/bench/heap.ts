/** What a stored shell costs an isolate's heap: `node --expose-gc heap.ts`, as JSON. As the memory tier gets it: decoded from the PoP's envelope. */
import { MemoryTier } from "../../worker/cache/memory.ts";
import { makeShell, SHELL_BYTES, usedBytes } from "./heap-shell.ts";

const SHELLS = 400;

const tier = new MemoryTier(64 * 1024 * 1024);
makeShell(0);
const before = usedBytes();
for (let index = 0; index < SHELLS; index++) {
  const shell = makeShell(index);
  tier.offer(shell);
  tier.offer(shell);
}
const perShell = (usedBytes() - before) / SHELLS;
console.log(
  JSON.stringify({
    shells: SHELLS,
    shellBytes: SHELL_BYTES,
    heapPerShell: Math.round(perShell),
    countedPerShell: Math.round(tier.bytes / SHELLS),
  }),
);
