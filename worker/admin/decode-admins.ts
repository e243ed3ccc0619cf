import * as v from "valibot";
import { CATALOGUE_ACTOR } from "../bulletin/catalogue-actor.ts";
import { type Admin, ROLES } from "./admin.ts";
import { sha256Hex } from "./digest.ts";

const Admins = v.pipe(
  v.array(
    v.object({
      name: v.pipe(v.string(), v.regex(/^[\w.@-]{1,40}$/)),
      role: v.picklist(ROLES),
      sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    }),
  ),
  v.check((admins) => new Set(admins.map((admin) => admin.name)).size === admins.length, "two admins have one name"),
);

const MIN_TOKEN_LENGTH = 12;

/**
 * The admins of a deployment: `ADMIN_TOKENS`, and in development the owner of `ADMIN_TOKEN`. Throws with the variable's name
 * and the fix. Without either nobody is an admin.
 */
export async function decodeAdmins(hashed: string | undefined, development: string | undefined): Promise<readonly Admin[]> {
  const admins: Admin[] = hashed ? readAdmins(hashed) : [];
  if (!development) return admins;
  if (development.length < MIN_TOKEN_LENGTH) throw new Error("ADMIN_TOKEN is too short: set it to 12 or more random characters");
  return [...admins.filter((admin) => admin.name !== "owner"), { name: "owner", role: "owner", sha256: await sha256Hex(development) }];
}

function readAdmins(setting: string): Admin[] {
  const admins = parseAdmins(setting);
  if (!admins.some(({ name }) => name.toLowerCase() === CATALOGUE_ACTOR)) return admins;
  throw new Error(`ADMIN_TOKENS names an admin "${CATALOGUE_ACTOR}", as the shop calls itself when a feed purges: use another name`);
}

function parseAdmins(setting: string): Admin[] {
  try {
    return v.parse(Admins, JSON.parse(setting));
  } catch {
    throw new Error('ADMIN_TOKENS is malformed: set it to [{"name": "ines", "role": "operator", "sha256": "<64 hexadecimal digits>"}]');
  }
}
