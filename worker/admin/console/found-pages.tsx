import { count, countOf } from "./format.ts";

/** The pages that were found, for who wants to see them by name. */
export const FoundPages = ({ urls, all }: { urls: readonly string[]; all: number }) => (
  <details>
    <summary>Show {all > urls.length ? `${urls.length} of the ${count(all)} pages` : countOf(all, "page")}</summary>
    <ul class="found">
      {urls.map((url) => (
        <li>
          <code>{url}</code>
        </li>
      ))}
    </ul>
  </details>
);
