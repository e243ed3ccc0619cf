/** Addresses that are no page: what answers them, and where that comes from instead of the tiers. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^\/admin(?:\/|$)/, "the console and its API answer, each request anew; no tier keeps it"],
  [/^\/(?:healthz|readyz)\/?$/, "the edge answers about itself, each request anew; no tier keeps it"],
  [/^\/robots\.txt$/, "the edge writes it for each request; no tier keeps it"],
  [/^\/favicon\.ico$/, "a redirect to the icon among the assets; no tier keeps it"],
  [/^\/static\//, "a file of the build, answered before the Worker is asked; no tier of the shop keeps it"],
  [/^\/[a-z]{2}-[a-z]{2}\/_fragments$/, "fragments for one visitor, filled for each request; no tier keeps it"],
  [/^\/[a-z]{2}-[a-z]{2}\/cart\/lines(?:\/|$)/, "writes of the basket go to the origin; no tier keeps it"],
];

/** Undefined for what only the key compiler can tell. */
export function answeredBesides(pathname: string): string | undefined {
  return OTHERS.find(([path]) => path.test(pathname))?.[1];
}
