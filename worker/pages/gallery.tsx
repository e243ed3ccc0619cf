import { isNoPicture } from "#contract/no-picture";
import type { Picture, ProductPage, Variant } from "#contract/pages";
import type { View } from "./view.ts";

/** Pictures of the chosen variant, the first one large. They scroll sideways on phones, so the list takes the focus. */
export function Gallery({ page, variant, title, view }: { page: ProductPage; variant: Variant; title: string; view: View<never> }) {
  return (
    <ul class="gallery" aria-label={view.text("product.pictures")} tabindex={0}>
      {variant.pictures.map((picture, index) => (
        <li>
          <div class={`tile ${page.ground} ${picture.kind}`}>
            <img
              src={picture.src}
              alt={altText(picture, index, title, view)}
              width="800"
              height="1000"
              decoding="async"
              {...(index === 0 ? { fetchpriority: "high" } : { loading: "lazy" })}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}

function altText(picture: Picture, index: number, title: string, { text }: View<never>): string {
  if (isNoPicture(picture)) return "";
  if (picture.kind === "drawing") return text("product.drawing", { title });
  return index === 0 ? title : text("product.picture", { title, number: index + 1 });
}
