/** How many shells each object of a route can have, counted when the shop is built: too many would never be hit twice. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { KeyPolicy } from "../../worker/key/key-parts.ts";
import { MAX_SHELLS_PER_OBJECT, shellsPerObject } from "../../worker/key/key-space.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Throws, naming the route and what multiplies, when one is over the budget. */
export function judgeKeySpace(policies: readonly KeyPolicy[]): void {
  for (const policy of policies) {
    const shells = shellsPerObject(policy);
    if (shells <= MAX_SHELLS_PER_OBJECT) continue;
    const multiplied = ["market", ...Object.keys(policy.query), ...Object.keys(policy.dimensions ?? {})].join(" x ");
    throw new Error(
      `worker/routes.ts: one ${policy.name} can have ${shells} shells (${multiplied}), more than ${MAX_SHELLS_PER_OBJECT}: declare fewer values, or end an experiment`,
    );
  }
}

/** The routes as they are declared. They import JSX, which Node does not read. */
export async function declaredPolicies(): Promise<readonly KeyPolicy[]> {
  const { outputFiles } = await build({
    entryPoints: ["worker/routes.ts"],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    logLevel: "error",
  });
  const code = Buffer.from(outputFiles[0]?.text ?? "").toString("base64");
  const { KEY_POLICIES } = (await import(`data:text/javascript;base64,${code}`)) as { KEY_POLICIES: readonly KeyPolicy[] };
  return KEY_POLICIES;
}
