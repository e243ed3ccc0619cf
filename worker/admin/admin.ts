/** Who may do what: admins come from the settings, each with a role. */
export const ROLES = ["viewer", "operator", "owner"] as const;
/** `viewer` reads, `operator` also purges and imports feeds, `owner` also purges everything at once. */
export type Role = (typeof ROLES)[number];

export interface Admin {
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the token, lower-case hexadecimal: the token itself is kept by its owner alone. */
  readonly sha256: string;
}

/** An admin who was recognized. */
export interface Actor {
  readonly name: string;
  readonly role: Role;
  /** A cookie is sent by browsers whoever made them ask, so what it allows also needs a look at the request's origin. */
  readonly via: "bearer" | "cookie";
}

/** True when `role` includes all that `needed` may. */
export function mayAs(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
