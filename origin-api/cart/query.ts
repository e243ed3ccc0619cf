import * as v from "valibot";
import { MARKET_NAMES } from "#contract/market";

export const CartQuery = v.object({ market: v.picklist(MARKET_NAMES) });
