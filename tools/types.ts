/** Writes (or with `--check` compares) the bindings' types that wrangler makes of each `wrangler.toml`. */
import { spawnSync } from "node:child_process";
import { quietWrangler } from "./environment.mjs";
import { readSwitches } from "./read-flags.ts";

const WORKERS = [
  { config: "wrangler.toml", file: "worker/env.d.ts", envInterface: "EdgeEnv" },
  { config: "origin-api/wrangler.toml", file: "origin-api/env.d.ts", envInterface: "OriginEnv" },
];

const check = readSwitches("types", ["check"]).has("check");
for (const { config, file, envInterface } of WORKERS) {
  const args = ["types", file, "-c", config, "--include-runtime=false", "--strict-vars=false", "--env-interface", envInterface];
  const result = spawnSync("wrangler", check ? [...args, "--check"] : args, {
    encoding: "utf8",
    env: { ...process.env, ...quietWrangler },
  });
  if (result.status !== 0) {
    console.error(`${file} does not fit ${config}${check ? ": run npm run types" : ""}\n${result.stdout}${result.stderr}`);
    process.exit(1);
  }
}
