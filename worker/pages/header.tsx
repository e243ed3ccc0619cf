import type { Navigation } from "#contract/pages";
import { cartBadge } from "../../fragments/cart-badge.tsx";
import { greeting } from "../../fragments/greeting.ts";
import { Logo } from "./mark.tsx";
import type { HeaderFragment } from "./places.ts";
import type { PageBody, View } from "./view.ts";

/** Mark, rooms, and the two private places at the end. Without a navigation the shop still has its name and basket. */
export function Header({ navigation, room, view }: { navigation: Navigation | null; room: PageBody["room"]; view: View<HeaderFragment> }) {
  const { market, text, Slot } = view;
  return (
    <header class="header wrap">
      <Logo href={market.path("")} label={text("page.home")} />
      {navigation === null ? <div class="rooms" /> : <Rooms navigation={navigation} room={room} view={view} />}
      <div class="utilities">
        <Slot of={greeting} />
        <Slot of={cartBadge} />
      </div>
    </header>
  );
}

function Rooms({
  navigation,
  room,
  view: { market, text },
}: {
  navigation: Navigation;
  room: PageBody["room"];
  view: View<HeaderFragment>;
}) {
  const current = (handle: string) => (room?.handle === handle ? { "aria-current": room.isRoomItself ? "page" : "true" } : {});
  return (
    <nav class="rooms" aria-label={text("page.rooms")}>
      <ul>
        {navigation.rooms.map(({ handle, title }) => (
          <li>
            <a href={market.path(`/collections/${handle}`)} {...current(handle)}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
