/** What stands in one slot for whoever asks: what each island of the Astro page renders, verified as all others do. */
import { fillSlot, type PageSlot } from "../page-parts.ts";
import { asking } from "./visitor.ts";

export async function slotHtml(slot: PageSlot, request: Request, keys: string): Promise<string> {
  if (!slot.isPersonal) return slot.html;
  const { firstName, itemCount } = await asking(request, keys);
  return fillSlot(slot, firstName, itemCount);
}
