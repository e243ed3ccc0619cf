/** What a page function gets and gives: everything by value, nothing about the request. */
import type { HtmlEscapedString } from "hono/utils/html";
import type { Market } from "#contract/market";
import type { AnyFragment } from "../../fragments/define-fragment.ts";
import type { KeyParts, Site } from "../key/key-parts.ts";
import type { PageSurroundings } from "../messages.ts";
import type { Assets } from "./assets.ts";
import type { SlotComponent } from "./slot.tsx";

/** Markup that JSX made. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString> | null;

/** What every page knows besides its data; `F` are the fragments it may place. */
export interface View<F extends AnyFragment> extends PageSurroundings {
  readonly parts: KeyParts;
  /** Path and canonical query of this page: where forms return to and the market switcher stays. */
  readonly here: string;
  readonly site: Site;
  /** When this page has a successor by the clock, in epoch milliseconds; a copy a browser keeps must not outlive it. */
  readonly notAfter?: number | undefined;
  readonly assets: Assets;
  readonly Slot: SlotComponent<F>;
}

/** A page before the frame goes around it. */
export interface PageBody {
  readonly status: number;
  /** Without the shop's name. */
  readonly title: string;
  readonly description: string;
  /** Path below the market, with query, that search engines should keep; null keeps the page out of them. */
  readonly indexAs: string | null;
  /** The markets that have this page; all when left out. */
  readonly soldIn?: readonly Market[];
  /** Handle of the room that the header marks; `isRoomItself` when this page is that room's own. */
  readonly room: { readonly handle: string; readonly isRoomItself: boolean } | null;
  /** Structured data, schema.org. */
  readonly data: readonly object[];
  /** Picture for sharing: path or URL. */
  readonly picture: string | null;
  readonly main: Html;
}

/** `/static/mug.svg` -> `https://shop.example/static/mug.svg`; absolute URLs stay. */
export function absoluteUrl(site: Site, pathOrUrl: string): string {
  return pathOrUrl.startsWith("/") ? `${site.origin}${pathOrUrl}` : pathOrUrl;
}
