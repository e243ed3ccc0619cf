import { hasControl } from "./canonical-path.ts";
import type { Dropped, ParamPolicy } from "./key-parts.ts";

/** `drop` says why a value is not what the visitor wrote, or why it is no part of the key; `value` is absent when there is none to keep. */
export interface CanonicalValue {
  readonly value?: string;
  readonly drop?: Dropped["because"];
}

/** The one spelling of a declared value: `01` is `1`, numbers beyond the bounds are the bound, defaults are dropped. */
export function canonicalValue(value: string, policy: ParamPolicy): CanonicalValue {
  switch (policy.type) {
    case "integer":
      return canonicalInteger(value, policy);
    case "choice":
      if (!policy.values.includes(value)) return { drop: "malformed" };
      return value === policy.default ? { value, drop: "default" } : { value };
    case "token":
      return canonicalToken(value, policy.maxLength);
  }
}

function canonicalInteger(value: string, policy: Extract<ParamPolicy, { type: "integer" }>): CanonicalValue {
  if (!/^-?\d+$/.test(value)) return { drop: "malformed" };
  const number = Math.min(policy.max, Math.max(policy.min, Number(value)));
  if (number !== Number(value)) return { value: String(number), drop: "clamped" };
  return number === policy.default ? { value: String(number), drop: "default" } : { value: String(number) };
}

/** Any printable text: SKUs of public feeds hold blanks, slashes and letters of every script. */
function canonicalToken(value: string, maxLength: number): CanonicalValue {
  const token = value.normalize("NFC").trim();
  return token === "" || token.length > maxLength || hasControl(token) ? { drop: "malformed" } : { value: token };
}
