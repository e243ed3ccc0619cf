import type { SaxesTagNS } from "saxes";
import { type Element, MAX_CELL, MAX_FIELDS, MAX_ITEM } from "../element.ts";

export const GOOGLE = "http://base.google.com/ns/1.0";
const ATOM = "http://www.w3.org/2005/Atom";
export const VITRINE = "urn:vitrine:feed:1";

/** One name whatever prefix the file uses. */
function fieldName(tag: SaxesTagNS): string {
  if (isGoogle(tag) || tag.uri === ATOM || tag.uri === "") return tag.local;
  return tag.uri === VITRINE ? `v:${tag.local}` : tag.name;
}

/** Files that misspell the address mean the same by the prefix. */
const isGoogle = ({ uri, prefix }: SaxesTagNS): boolean => uri === GOOGLE || prefix === "g";

/** What an item or collection may still take; text and fields beyond it are counted, not kept. */
export interface Room {
  characters: number;
  fields: number;
}
export const freshRoom = (): Room => ({ characters: MAX_ITEM, fields: MAX_FIELDS });

/** An element whose end tag has not come. */
export class OpenElement {
  readonly name: string;
  readonly line: number;
  readonly attributes: Record<string, string> = {};
  /** Google's fields stand before others of the same name: an Atom `id` is an address, a `g:id` the product's. */
  readonly #google: Element[] = [];
  readonly #others: Element[] = [];
  readonly #isGoogle: boolean;
  readonly #room: Room;
  #text = "";
  #length = 0;

  constructor(tag: SaxesTagNS, line: number, room: Room) {
    this.name = fieldName(tag);
    this.line = line;
    this.#isGoogle = isGoogle(tag);
    this.#room = room;
    for (const attribute of Object.values(tag.attributes)) {
      room.characters -= attribute.value.length;
      if (room.characters >= 0) this.attributes[attribute.name] = attribute.value;
    }
  }

  addText(text: string): void {
    const kept = this.#text === "" ? text.trimStart() : text;
    this.#length += kept.length;
    const space = Math.max(0, Math.min(MAX_CELL - this.#text.length, this.#room.characters));
    this.#text += kept.slice(0, space);
    this.#room.characters -= Math.min(kept.length, MAX_CELL);
  }

  addChild(element: Element, child: OpenElement): void {
    this.#room.fields--;
    if (this.#room.fields >= 0) (child.#isGoogle ? this.#google : this.#others).push(element);
  }

  close(): Element {
    const text = this.#text.trimEnd();
    const length = this.#length > this.#text.length ? this.#length : text.length;
    return { name: this.name, line: this.line, attributes: this.attributes, text, length, children: [...this.#google, ...this.#others] };
  }
}
