import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const assetsDir = join(root, "build/assets");
export const staticDir = join(assetsDir, "static");
