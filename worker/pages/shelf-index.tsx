import type { Navigation } from "#contract/pages";
import type { View } from "./view.ts";

/** Every room with its shelves and how much stands on each. */
export function ShelfIndex({ navigation, view: { market, text } }: { navigation: Navigation; view: View<never> }) {
  const shelves = navigation.rooms.reduce((sum, room) => sum + room.collections.length, 0);
  if (navigation.rooms.length === 0) return null;
  return (
    <section class="row wrap" aria-labelledby="rooms">
      <div class="row-head">
        <h2 class="type-title" id="rooms">
          {text("index.title", { rooms: navigation.rooms.length, shelves })}
        </h2>
      </div>
      <ul class="shelf-index">
        {navigation.rooms.map((room) => (
          <li>
            <h3>
              <a href={market.path(`/collections/${room.handle}`)}>{room.title}</a>
            </h3>
            <ul>
              {room.collections.map((shelf) => (
                <li>
                  <a href={market.path(`/collections/${shelf.handle}`)}>
                    {shelf.title} <span>{shelf.productCount}</span>
                  </a>
                </li>
              ))}
            </ul>
            {room.picture === null ? null : <img src={room.picture.src} alt="" width="88" height="110" loading="lazy" decoding="async" />}
          </li>
        ))}
      </ul>
    </section>
  );
}
