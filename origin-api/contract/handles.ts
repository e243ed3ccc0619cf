import * as v from "valibot";

/** The name of a product or a collection in its address. */
export const Handle = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,119}$/));

/** What an address may name: a product, a collection, or a variant by its SKU. */
export type HandleKind = "product" | "collection" | "variant";

/** A name as the bulletin hashes it: `product/rim-mug`. */
export const handleName = (kind: HandleKind, handle: string): string => `${kind}/${handle}`;

/** Where an answer ended: it comes back in an address, so it is short. */
export const Cursor = v.pipe(v.string(), v.maxLength(2_048));

/**
 * Every name the origin ever gave to something, whether it is for sale, gone or moved: what is not among them is nowhere. They are
 * only added to. Answered beside the stock, so that both cost the shop one call a second.
 */
export const HandlesAnswer = v.object({
  cursor: Cursor,
  /** False while there is more, to be asked for with the cursor. */
  complete: v.boolean(),
  names: v.array(v.pipe(v.string(), v.maxLength(140))),
});
export type HandlesAnswer = v.InferOutput<typeof HandlesAnswer>;
