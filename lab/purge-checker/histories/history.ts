import type { World } from "../world.ts";
import type { WorldOptions } from "../world-options.ts";

/** A run of the world that is a function of its seed. */
export type History = (seed: number, options?: Partial<WorldOptions>) => Promise<World>;

export const longLife = (maxAge: number) => ({ name: "catalog", maxAge, staleWhileRevalidate: 300_000, staleIfError: 300_000 }) as const;
