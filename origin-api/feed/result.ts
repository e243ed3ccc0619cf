/** Something, or why not in words an operator can act on. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly because: string };

export const fine = <T>(value: T): Result<T> => ({ ok: true, value });
export const refused = (because: string): Result<never> => ({ ok: false, because });
