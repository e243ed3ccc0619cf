/** Pages that say that something is not there, or not possible at the moment. Each offers a way on. */
import type { Navigation } from "#contract/pages";
import type { MessageKey } from "../messages.ts";
import { SCENES, type SceneName } from "./assets.ts";
import type { HeaderFragment } from "./places.ts";
import type { Html, PageBody, View } from "./view.ts";

type NoticeView = View<HeaderFragment>;

/** One for each market, shown at every address where nothing is: it cannot name the address. */
export function notFoundPage(navigation: Navigation | null, view: NoticeView): PageBody {
  return notice(404, "missing.title", view, {
    scene: "shelf-missing",
    lines: [view.text("missing.text")],
    ways: [allShelves(navigation, view)],
  });
}

export function gonePage(navigation: Navigation | null, view: NoticeView): PageBody {
  return notice(410, "gone.title", view, {
    scene: "shelf-missing",
    lines: [view.text("gone.text")],
    ways: [allShelves(navigation, view)],
  });
}

/** The origin does not answer and no stored page may stand in for it; with 429, it may not be asked so often. */
export function failedPage(status: number, view: NoticeView): PageBody {
  const { text, here } = view;
  return notice(status, status === 429 ? "limited.title" : "failed.title", view, {
    scene: "shelf-empty",
    lines: [text(status === 429 ? "limited.text" : "failed.text")],
    ways: [{ href: here, label: text("failed.retry") }],
  });
}

export interface Refusal {
  readonly status: number;
  readonly title: MessageKey;
  /** In the market's language. */
  readonly because: readonly string[];
  /** Where to go on; nowhere in particular means the shop's home. */
  readonly ways: readonly { readonly href: string; readonly label: MessageKey }[];
}

/** What was asked for was not done, or not all of it: because of what, and where to go on. */
export function refusedPage({ status, title, because, ways }: Refusal, view: NoticeView): PageBody {
  const { market, text } = view;
  return notice(status, title, view, {
    scene: "shelf-empty",
    lines: because,
    ways: (ways.length > 0 ? ways : [{ href: market.path(""), label: "refused.back" as const }]).map(({ href, label }) => ({
      href,
      label: text(label),
    })),
  });
}

interface Way {
  readonly href: string;
  readonly label: string;
}

function allShelves(navigation: Navigation | null, { market, text }: NoticeView): Way {
  const shelves = navigation?.rooms.reduce((sum, room) => sum + room.collections.length, 0) ?? 0;
  const label = shelves === 0 ? text("refused.back") : text("index.all", { count: shelves });
  return { href: shelves === 0 ? market.path("") : `${market.path("")}#rooms`, label };
}

function notice(
  status: number,
  title: MessageKey,
  view: NoticeView,
  content: { readonly scene: SceneName; readonly lines: readonly string[]; readonly ways: readonly Way[] },
): PageBody {
  const text = view.text(title);
  const [first = ""] = content.lines;
  const main = <Notice title={text} {...content} view={view} />;
  return { status, title: text, description: first, indexAs: null, room: null, data: [], picture: null, main };
}

function Notice({
  title,
  scene,
  lines,
  ways,
  view,
}: {
  title: string;
  scene: SceneName;
  lines: readonly string[];
  ways: readonly Way[];
  view: NoticeView;
}): Html {
  return (
    <div class="wrap notice">
      <img src={view.assets.scenes[scene]} alt="" {...SCENES[scene]} />
      <h1 class="type-title">{title}</h1>
      {lines.map((line) => (
        <p class="muted">{line}</p>
      ))}
      <p class="buttons">
        {ways.map(({ href, label }, index) => (
          <a class={index === 0 ? "button" : "button outlined"} href={href}>
            {label}
          </a>
        ))}
      </p>
    </div>
  );
}
