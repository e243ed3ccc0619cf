import type { Navigation } from "#contract/pages";
import { Logo } from "./mark.tsx";
import { inMarket, MARKET_LABELS } from "./markets.ts";
import type { View } from "./view.ts";

/** What the shop is, its rooms once more, and the way to the same page in another market: `here`, path and query. */
export function Footer({ navigation, here, view }: { navigation: Navigation | null; here: string; view: View<never> }) {
  const { market, text } = view;
  return (
    <footer class="footer">
      <div class="wrap">
        <div class="footer-shop">
          <Logo href={market.path("")} label={text("page.home")} />
          {navigation?.productCount ? <p class="muted small">{text("footer.about", { count: navigation.productCount })}</p> : null}
          <p class="muted small">{text("page.demo")}</p>
        </div>
        {navigation === null ? null : <FooterRooms navigation={navigation} view={view} />}
        <Markets here={here} view={view} />
      </div>
    </footer>
  );
}

function FooterRooms({ navigation, view: { market, text } }: { navigation: Navigation; view: View<never> }) {
  return (
    <nav aria-labelledby="footer-rooms">
      <h2 id="footer-rooms">{text("page.roomsAgain")}</h2>
      <ul class="footer-links">
        {navigation.rooms.map(({ handle, title }) => (
          <li>
            <a href={market.path(`/collections/${handle}`)}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Links behind a summary: works without script, keeps the page, and says each market in its own language. */
function Markets({ here, view: { market, text } }: { here: string; view: View<never> }) {
  const current = MARKET_LABELS.find((label) => label.market === market.name);
  return (
    <nav aria-labelledby="footer-market">
      <h2 id="footer-market">{text("footer.market")}</h2>
      <p class="muted small">{text("footer.marketText")}</p>
      <details class="markets">
        <summary class="select" translate="no">
          <span>
            {current?.region} · <bdi>{current?.sign}</bdi>
          </span>
        </summary>
        <ul>
          {MARKET_LABELS.map(({ market: name, locale, region, sign }) => (
            <li>
              <a
                href={inMarket(here, market.name, name)}
                hreflang={locale}
                lang={locale}
                translate="no"
                {...(name === market.name ? { "aria-current": "true" } : {})}
              >
                <span>{region}</span> <bdi>{sign}</bdi>
              </a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}
