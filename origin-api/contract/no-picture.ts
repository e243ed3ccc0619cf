import type { Picture } from "./pages.ts";

/** Stands where a product without pictures has its first one. The edge serves the file; nobody is told that it were a photo of the product. */
export const NO_PICTURE = { src: "/static/no-picture.svg", kind: "drawing" } as const satisfies Picture;

export function isNoPicture({ src }: Pick<Picture, "src">): boolean {
  return src === NO_PICTURE.src;
}
