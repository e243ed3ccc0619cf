import { MARKETS, type Market, marketOfCurrency } from "#contract/market";
import { MINOR_DIGITS } from "#contract/money";
import { fine, type Result, refused } from "./result.ts";

const AMOUNT_FIRST = /^(?<amount>\S+)\s*(?<code>[A-Za-z]{3})$/;
const CODE_FIRST = /^(?<code>[A-Za-z]{3})\s*(?<amount>\S+)$/;
const MOST_MINOR = 1_000_000_000;

/**
 * `16.00 GBP` or `GBP 16.00`: an amount with a point, and an ISO 4217 code. Anything that could be read in two ways is
 * refused; an amount alone is in `currency`, if that was told.
 */
export function decodePrice(text: string, currency: string | null = null): Result<{ readonly market: Market; readonly minor: number }> {
  const written = text.trim();
  const parts = AMOUNT_FIRST.exec(written)?.groups ?? CODE_FIRST.exec(written)?.groups;
  const { amount = written, code = currency } = parts ?? {};
  if (code === null) return refused("is not an amount and a currency, as in 16.00 GBP");
  const market = marketOfCurrency(code.toUpperCase());
  if (amount.includes(",")) return refused("has a comma in the amount: write 1234.56, without thousands separators");
  if (amount.startsWith("-")) return refused("is negative");
  if (!/^\d{1,9}(\.\d{1,4})?$/.test(amount)) return refused("is not an amount and a currency, as in 16.00 GBP");
  if (!market) return refused(`has the currency ${code.toUpperCase()}, in which no market sells`);
  const minor = toMinor(amount, MINOR_DIGITS[MARKETS[market].currency]);
  if (minor === undefined) return refused(`has more decimal places than ${code.toUpperCase()} has`);
  if (minor === 0) return refused("is zero");
  return minor > MOST_MINOR ? refused("is too high to be a price") : fine({ market, minor });
}

/** Digit by digit, never through a float. */
function toMinor(amount: string, digits: number): number | undefined {
  const [whole = "", fraction = ""] = amount.split(".");
  if (/[^0]/.test(fraction.slice(digits))) return undefined;
  return Number(whole + fraction.slice(0, digits).padEnd(digits, "0"));
}
