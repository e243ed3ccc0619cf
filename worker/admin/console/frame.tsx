import type { Actor } from "../admin.ts";
import { Document } from "./document.tsx";
import { Header } from "./header.tsx";

export interface FrameProps {
  readonly actor: Actor;
  readonly environment: string;
  readonly isolates: number | undefined;
  readonly look: { readonly css: string; readonly script: string };
  /** Path of the page, as the header names it. */
  readonly path: string;
  readonly title: string;
  readonly children?: unknown;
}

/** What stands around every page of the console. */
export const Frame = ({ actor, environment, isolates, look, path, title, children }: FrameProps) => (
  <Document title={`${title}, nearhand console`} css={look.css} script={look.script}>
    <a class="skip" href="#main">
      Skip to the content
    </a>
    <Header environment={environment} isolates={isolates} actor={actor} path={path} />
    <main class="console-grid" id="main">
      {children as string}
    </main>
    <p class="live-state" role="status" id="live-state"></p>
  </Document>
);
