import type { Navigation } from "#contract/pages";
import { Footer } from "./footer.tsx";
import { Head } from "./head.tsx";
import { Header } from "./header.tsx";
import type { HeaderFragment } from "./places.ts";
import type { PageBody, View } from "./view.ts";

/** The frame around every page: skip link, header, one `main`, footer, and the line where changes are announced. */
export function Layout({ body, navigation, view }: { body: PageBody; navigation: Navigation | null; view: View<HeaderFragment> }) {
  const { market, text } = view;
  // What is missing or fails here would in another market too: the switcher leads to that market's home.
  const here = body.status < 400 ? view.here : market.path("");
  return (
    <html lang={market.locale} dir={market.direction} data-not-after={view.notAfter}>
      <Head body={body} view={view} />
      <body>
        <a class="skip" href="#content">
          {text("page.skip")}
        </a>
        <Header navigation={navigation} room={body.room} view={view} />
        <main id="content" tabindex={-1}>
          {body.main}
        </main>
        <Footer navigation={navigation} here={here} view={view} />
        <p class="visually-hidden" id="announcement" role="status" data-lost={text("refused.lost")} />
      </body>
    </html>
  );
}
