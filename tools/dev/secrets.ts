import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeIfChanged } from "../write-if-changed.ts";

/** The development secrets of one checkout: made once, kept in `.dev.vars` files that git ignores. */
export interface DevSecrets {
  readonly adminToken: string;
  readonly tokenKeys: string;
  /** Further admins, as a deployment names them: roles can be tried with them. Nobody makes them but the developer. */
  readonly adminTokens?: string;
}

/** Where the origin finds its database; without it, in its Durable Object. */
export interface DatabaseAddresses {
  readonly DATABASE_URL?: string;
  readonly DATABASE_REPLICA_URL?: string;
}

/** Those of an environment that are set. */
export function readDatabase({ DATABASE_URL, DATABASE_REPLICA_URL }: Readonly<Record<string, string | undefined>>): DatabaseAddresses {
  return { ...(DATABASE_URL && { DATABASE_URL }), ...(DATABASE_URL && DATABASE_REPLICA_URL && { DATABASE_REPLICA_URL }) };
}

/** Reads the checkout's development secrets, making them first where there are none. Both Workers get the same token keys, the origin its database. */
export function devSecrets(root: string, database: DatabaseAddresses = {}): DevSecrets {
  const edgeFile = join(root, ".dev.vars");
  const kept = existsSync(edgeFile) ? readDevVars(readFileSync(edgeFile, "utf8")) : {};
  const secrets: DevSecrets = {
    adminToken: kept.ADMIN_TOKEN ?? `dev-${randomBytes(18).toString("base64url")}`,
    tokenKeys: kept.TOKEN_KEYS ?? JSON.stringify({ k1: randomBytes(32).toString("base64url") }),
    ...(kept.ADMIN_TOKENS && { adminTokens: kept.ADMIN_TOKENS }),
  };
  const edge = { ...kept, ADMIN_TOKEN: secrets.adminToken, TOKEN_KEYS: secrets.tokenKeys };
  writeIfChanged(edgeFile, writeDevVars(edge), 0o600);
  writeIfChanged(join(root, "origin-api/.dev.vars"), writeDevVars({ TOKEN_KEYS: secrets.tokenKeys, ...database }), 0o600);
  return secrets;
}

/** `NAME="value"` or `NAME='value'` lines, as wrangler reads them. */
export function readDevVars(text: string): Record<string, string> {
  const entries = text.split("\n").flatMap((line): [string, string][] => {
    const match = /^\s*([A-Z_]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S*))\s*$/.exec(line);
    return match?.[1] ? [[match[1], match[2] ?? match[3] ?? match[4] ?? ""]] : [];
  });
  return Object.fromEntries(entries);
}

function writeDevVars(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value.includes('"') ? `'${value}'` : `"${value}"`}\n`)
    .join("");
}
