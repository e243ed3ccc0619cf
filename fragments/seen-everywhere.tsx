import { defineFragment } from "./define-fragment.ts";
import { recentlyViewed } from "./recently-viewed.tsx";

/**
 * What the visitor looked at last, on the home page. A guest's is what this browser saw. A customer's list is told to the origin, and
 * brought up to what they saw on all of their devices, when they sign in and with each renewal of their token: a view costs no call.
 */
export const seenEverywhere = defineFragment({ ...recentlyViewed, name: "seen-everywhere" });
