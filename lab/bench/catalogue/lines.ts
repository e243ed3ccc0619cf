/** A catalogue of any size as JSON Lines, the same for the same size. Plain on purpose: it is measured, not looked at. */

export interface Size {
  readonly products: number;
  readonly variantsEach: number;
}

const ROOMS = 8;
const SHELVES = 10;
/** Between two that stand together in the order of the file. */
const STEP = 7_919;

export const productHandle = (n: number): string => `thing-${n}`;
export const shelfHandle = (n: number): string => `shelf-${n % (ROOMS * SHELVES)}`;

export function* catalogueLines({ products, variantsEach }: Size): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`${JSON.stringify({ site: "https://shop.example" })}\n`);
  for (let n = 0; n < products; n++) yield encoder.encode(`${JSON.stringify(product(n, variantsEach))}\n`);
}

function product(n: number, variantsEach: number): object {
  const shelf = (n * STEP) % (ROOMS * SHELVES);
  return {
    ...{ id: `p-${n}`, handle: productHandle(n), title: `Thing ${n}`, detail: "Made to be counted", brand: "Nobody" },
    description: `What there is to say of thing ${n}. `.repeat(12),
    types: [`Room ${Math.floor(shelf / SHELVES)} > Shelf ${shelf}`],
    variants: Array.from({ length: variantsEach }, (_, i) => ({
      ...{ sku: `S-${n}-${i}`, prices: [`${10 + ((n * 13 + i) % 90)}.00 GBP`, `${12 + ((n * 13 + i) % 90)}.00 EUR`], stock: (n + i) % 40 },
      options: [{ name: "size", value: `size-${i}`, title: "Size", label: `No. ${i}` }],
      pictures: [{ src: `/static/${n % 500}.svg`, kind: "cutout" }],
    })),
  };
}
