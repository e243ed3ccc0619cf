/** Writing XML. All text passes through `escaped`; nothing else may put a value between tags. */

/** What XML 1.0 cannot say at all, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters to leave out
const UNSPEAKABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

export function escaped(text: string): string {
  return text.replace(UNSPEAKABLE, "").replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

type Attributes = Readonly<Record<string, string>>;

/** An element with a text. Line breaks in it survive. */
export function element(name: string, text: string, attributes: Attributes = {}): string {
  return `<${name}${spelled(attributes)}>${escaped(text)}</${name}>`;
}

/** An element around others, which are XML already. */
export function around(name: string, children: readonly string[], attributes: Attributes = {}): string {
  return `<${name}${spelled(attributes)}>${children.join("")}</${name}>`;
}

function spelled(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join("");
}
