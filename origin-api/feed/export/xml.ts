/** Writing XML. All text passes through `escaped`; nothing else may put a value between tags. */

/** Controls and noncharacters, which XML cannot say even escaped, or had better not. */
const UNSPEAKABLE = /[\p{Cc}\p{Noncharacter_Code_Point}]/gu;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

export function escaped(text: string): string {
  const speakable = text.toWellFormed().replace(UNSPEAKABLE, (character) => ("\t\n".includes(character) ? character : ""));
  return speakable.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
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

/** An element for each language of a text; none for a language without one. */
export function inLanguages(name: string, texts: Readonly<Partial<Record<string, string>>>): readonly string[] {
  return Object.entries(texts).flatMap(([language, text]) => (text ? [element(name, text, { "xml:lang": language })] : []));
}

function spelled(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join("");
}
