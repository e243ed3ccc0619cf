import type { TokenKeys } from "#contract/token";
import type { Site } from "../key/key-parts.ts";
import type { EpochMs } from "../time.ts";
import type { Actor, Admin } from "./admin.ts";
import { sameDigest, sha256Hex } from "./digest.ts";
import { readSession } from "./session.ts";

/** What admins are recognized by. */
export interface Gate {
  readonly site: Site;
  readonly admins: readonly Admin[];
  /** Seals sessions; the keys of visitor tokens serve. */
  readonly keys: TokenKeys;
}

export type Identified =
  | { readonly kind: "actor"; readonly actor: Actor }
  /** A token was shown, and it is nobody's. */
  | { readonly kind: "wrong" }
  | { readonly kind: "nobody" };

/** Longer than any token: what is beyond is not worth hashing. */
const MAX_TOKEN_LENGTH = 512;

/** Who asks: by `Authorization: Bearer`, else by the session cookie. */
export async function identify(headers: Headers, gate: Gate, now: EpochMs): Promise<Identified> {
  const authorization = headers.get("Authorization");
  if (authorization !== null) {
    const [, token] = /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization) ?? [];
    const admin = token === undefined ? undefined : await findAdmin(token, gate.admins);
    return admin ? { kind: "actor", actor: { name: admin.name, role: admin.role, via: "bearer" } } : { kind: "wrong" };
  }
  const admin = await readSession(headers.get("Cookie"), gate.site, gate.admins, gate.keys, now);
  return admin ? { kind: "actor", actor: { name: admin.name, role: admin.role, via: "cookie" } } : { kind: "nobody" };
}

/** The owner of a token. Looks at every admin, each in constant time: the time taken says nothing about whose token is near. */
export async function findAdmin(token: string, admins: readonly Admin[]): Promise<Admin | undefined> {
  if (token === "" || token.length > MAX_TOKEN_LENGTH) return undefined;
  const digest = await sha256Hex(token);
  let found: Admin | undefined;
  for (const admin of admins) if (sameDigest(digest, admin.sha256)) found = admin;
  return found;
}
