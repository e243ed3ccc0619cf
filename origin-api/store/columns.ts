/**
 * The column kit: the few types every engine keeps alike. Ids are made by the application, money is in minor
 * units, instants are epoch milliseconds, and every column says what it holds (no database defaults).
 */
import { bigint, customType, int, varchar } from "drizzle-orm/mysql-core";

/** An application-made id or other short exact text: compared byte by byte. */
export const key = (name: string, length = 64) => varchar(name, { length });

/** Epoch milliseconds, or any other whole number up to 2^53. */
export const whole = (name: string) => bigint(name, { mode: "number" });

export const small = (name: string) => int(name);

/** An object or array as JSON. Drivers hand it over parsed or as text; both are read. Never a bare string or number. */
export const json = <T extends object>(name: string) =>
  customType<{ data: T; driverData: string }>({
    dataType: () => "json",
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (stored: unknown) => (typeof stored === "string" ? JSON.parse(stored) : stored) as T,
  })(name);
