import { SEEDS } from "./visitor/seed.ts";

/** A seed by chance. */
export function drawSeed(): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return drawn % SEEDS;
}
