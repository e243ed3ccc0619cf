/** Whether a request may leave invalidations in the outbox: imports and edits change what pages show. */
export const mayFillOutbox = (method: string, path: string): boolean => method === "POST" && /^\/v1\/(feeds|products)\b/.test(path);
