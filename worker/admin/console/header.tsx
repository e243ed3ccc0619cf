import type { Actor } from "../admin.ts";
import { countOf } from "./format.ts";
import { CONSOLE_PAGES } from "./pages.ts";

interface HeaderProps {
  readonly environment: string;
  readonly isolates: number | undefined;
  readonly actor: Actor | undefined;
  /** Path of the page that is shown. */
  readonly path?: string;
}

export const Header = ({ environment, isolates, actor, path }: HeaderProps) => (
  <header class="console-header">
    <a class="brand" href="/admin">
      <svg viewBox="0 0 26 20" aria-hidden="true">
        <circle cx="10" cy="10" r="7.5" />
        <path d="M18 10h7" />
      </svg>
      nearhand
    </a>
    {actor && (
      <nav aria-label="Console">
        {CONSOLE_PAGES.map((page) => (
          <a href={page.path} aria-current={page.path === path ? "page" : undefined}>
            {page.name}
          </a>
        ))}
      </nav>
    )}
    <span class="environment">{environment}</span>
    {isolates ? <span class="counting">{countOf(isolates, "isolate")} counting</span> : null}
    {actor && <span class="actor">{actor.name === actor.role ? actor.name : `${actor.name}, ${actor.role}`}</span>}
    {actor?.via === "cookie" && (
      <form method="post" action="/admin/session/end">
        <button type="submit" class="link-button">
          Sign out
        </button>
      </form>
    )}
  </header>
);
