/** Names made of what a feed says: stable, so that the next import makes the same ones. */

const MOST_ID = 90;
const MOST_HANDLE = 100;
const ID = /^[a-z0-9][a-z0-9._/-]*$/;
export const HANDLE = /^[a-z0-9][a-z0-9-]{0,119}$/;

/** A part of surrogate keys: lower case; what a key cannot hold is replaced and told apart by a hash. */
export function productIdOf(group: string): string {
  const lower = group.normalize("NFC").toLowerCase();
  if (lower.length <= MOST_ID && ID.test(lower)) return lower;
  const readable = slug(lower).slice(0, MOST_ID - 9);
  return `${readable || "p"}-${hash32(lower)}`;
}

/** Lower-case ASCII words joined by hyphens; empty when there are none. */
export function slug(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/[\u0300-\u036f'’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, MOST_HANDLE)
    .replace(/-+$/, "");
}

/** The last readable segment of a product's link, else its title, else its id. */
export function handleOf(link: string | null, title: string, productId: string): string {
  const segment = link === null ? "" : lastSegment(link);
  return segment || slug(title) || slug(productId) || `p-${hash32(productId)}`;
}

function lastSegment(link: string): string {
  const last = new URL(link).pathname.split("/").filter(Boolean).at(-1) ?? "";
  const name = slug(decoded(last).replace(/\.(html?|php|aspx?|jsp)$/i, ""));
  return /^(index|product|products|item|p|dp|detail)?$/.test(name) ? "" : name;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** What a product is called while another one has its handle: one that left the shop, or one that has not come to its own yet. */
export const standIn = (productId: string): string => `aside-${slug(productId).slice(0, 80)}-${hash32(productId)}`;

/** FNV-1a, eight hex digits: tells apart, proves nothing. */
export function hash32(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** As the store sorts. */
export const byCode = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
