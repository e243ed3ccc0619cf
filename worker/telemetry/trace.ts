/** W3C Trace Context: which story a request belongs to. For log lines and the origin; nothing a page shows depends on it. */
export interface Trace {
  /** 32 hexadecimal digits. */
  readonly id: string;
  /** This request's own part of it: 16 digits. */
  readonly span: string;
  readonly sampled: boolean;
}

/** Random hexadecimal digits that a trace is made of. */
export const TRACE_DIGITS = 48;

const PARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const ZEROS = /^0+$/;
const SAMPLED = 1;

/** Goes on with the trace of a `traceparent` field; begins one when there is none or it is not valid. `digits`: `TRACE_DIGITS` random ones. */
export function readTrace(traceparent: string | null, digits: string): Trace {
  const span = digits.slice(32, 48);
  if (traceparent === null) return { id: digits.slice(0, 32), span, sampled: true };
  const [, version, id = "", parent = "", flags = "", rest] = PARENT.exec(traceparent) ?? [];
  const isValid = version !== undefined && version !== "ff" && !(version === "00" && rest) && !ZEROS.test(id) && !ZEROS.test(parent);
  if (!isValid) return { id: digits.slice(0, 32), span, sampled: true };
  return { id, span, sampled: (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED };
}

/** The field for calls made on behalf of this request. `tracestate` is not passed on: it is other systems' to fill. */
export function toTraceparent({ id, span, sampled }: Trace): string {
  return `00-${id}-${span}-0${sampled ? SAMPLED : 0}`;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += HEX[byte];
  return text;
}
