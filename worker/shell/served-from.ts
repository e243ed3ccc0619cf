import type { Found, TierVisit } from "./find-wanted.ts";

/** Where the bytes came from: the tier that held them, fresh or in grace; else the origin, by a fill of this request or of one it joined. */
export function servedFrom(found: Found): TierVisit["tier"] | undefined {
  if (found.kind === "unavailable") return undefined;
  const visit = found.trail.find(({ hit }) => hit) ?? found.trail.find(({ inGrace }) => inGrace);
  return visit?.tier ?? "origin";
}
