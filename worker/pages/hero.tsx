import type { HomeRow } from "#contract/pages";
import { SCENES } from "./assets.ts";
import type { View } from "./view.ts";

/** How many things the hero's sentence names before it counts the rest. */
const NAMED_IN_HERO = 3;

/** A shop of a handful counts no others. */
const leadOf = (others: number, text: View<never>["text"]) =>
  others > 0 ? text("hero.lead", { count: others }) : text("home.description");

/** One scene in four compositions: wide and tall, and both for readers from the right. Never a mirrored picture. */
export function Hero({ productCount, newShelf, view }: { productCount: number; newShelf: HomeRow | undefined; view: View<never> }) {
  const { market, text, assets } = view;
  const others = productCount - NAMED_IN_HERO;
  const end = market.direction === "rtl" ? "-rtl" : "";
  return (
    <section class="hero" aria-labelledby="hero">
      <picture>
        <source media="(max-width: 680px)" srcset={assets.scenes[`hero-tall${end}`]} {...SCENES["hero-tall"]} />
        <img src={assets.scenes[`hero-wide${end}`]} alt="" {...SCENES["hero-wide"]} fetchpriority="high" />
      </picture>
      <div class="hero-text wrap">
        <h1 class="type-hero" id="hero">
          {text("hero.title")}
        </h1>
        <p class="lead">{productCount === 0 ? text("hero.empty") : leadOf(others, text)}</p>
        {productCount === 0 ? null : (
          <a class="button" href={newShelf?.collection ? market.path(`/collections/${newShelf.collection.handle}`) : "#rooms"}>
            {text("hero.action")}
          </a>
        )}
      </div>
    </section>
  );
}
