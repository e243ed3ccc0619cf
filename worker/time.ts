/** Milliseconds; a branded number so that seconds cannot slip in. */
export type Ms = number & { readonly __unit?: "ms" };
/** Milliseconds since 1970-01-01T00:00:00Z by the clock of the machine that says so. */
export type EpochMs = number & { readonly __unit?: "epoch-ms" };
