import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readDevVars } from "../dev/secrets.ts";

const DEV_VARS = fileURLToPath(new URL("../../.dev.vars", import.meta.url));

/** The admin token of this checkout's development shop, if it has one. */
export function devToken(): string | undefined {
  return existsSync(DEV_VARS) ? readDevVars(readFileSync(DEV_VARS, "utf8")).ADMIN_TOKEN : undefined;
}
