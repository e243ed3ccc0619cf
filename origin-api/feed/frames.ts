/** Frames of `application/json-seq` (RFC 7464): a record separator, JSON, an end of line. */
export const frameOf = (value: unknown): string => `\x1e${JSON.stringify(value)}\n`;
