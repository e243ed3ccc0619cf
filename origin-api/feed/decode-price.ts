import { MARKETS, type Market, marketOfCurrency } from "#contract/market";
import { MINOR_DIGITS } from "#contract/money";
import { fine, type Result, refused } from "./result.ts";

const MOST_MINOR = 1_000_000_000;

/** `16.00 GBP`: an amount with a point, then an ISO 4217 code. Anything that could be read in two ways is refused. */
export function decodePrice(text: string): Result<{ readonly market: Market; readonly minor: number }> {
  const parts = /^(\S+)\s*([A-Za-z]{3})$/.exec(text.trim());
  if (!parts) return refused("is not an amount and a currency, as in 16.00 GBP");
  const [, amount = "", code = ""] = parts;
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
