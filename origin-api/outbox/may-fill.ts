/** Whether a request may leave invalidations in the outbox: only imports change what pages show. */
export const mayFillOutbox = (method: string, path: string): boolean => method === "POST" && path.startsWith("/v1/feeds");
