/** The platform names the client's address; nothing else a request says of it is believed. */
const ADDRESS = "CF-Connecting-IP";
/** Of an IPv6 address this much is a household's: whoever has one has all of them. */
const NETWORK_GROUPS = 4;

/** Whom misses are counted for. Handed to the rate limit alone: kept nowhere, written nowhere. */
export function clientOf(headers: Headers): string {
  const address = headers.get(ADDRESS) ?? "local";
  if (!address.includes(":") || address.includes(".")) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => "0");
  return [...before, ...zeros, ...after].slice(0, NETWORK_GROUPS).join(":");
}
