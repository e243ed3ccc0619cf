/** Columns of Google's product tables: `id`, `image link`, `g:price`, `product_detail(section_name:attribute_name:...)`, and ours. */

export interface Column {
  /** As an item's field is called in XML. */
  readonly name: string;
  /** `v:title[de]`. */
  readonly language: string | null;
}

export function columnName(written: string): Column {
  const [, base = "", language = null] = /^(.*?)(?:\[([a-z]{2})\])?$/s.exec(written.trim().toLowerCase()) ?? [];
  const plain = base.replace(/\(.*\)$/s, "").trim();
  if (plain.startsWith("v:")) return { name: plain, language };
  return { name: plain.replace(/^g:/, "").replace(/[\s-]+/g, "_"), language };
}
