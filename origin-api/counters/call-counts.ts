export const CALL_KINDS = ["page", "fragments", "stock", "mutation", "other"] as const;
export type CallKind = (typeof CALL_KINDS)[number];
export type Calls = Readonly<Record<CallKind, number>>;

/** Which kind of call a request is, by its path alone: what fails counts too. */
export function callKind(method: string, path: string): CallKind {
  if (path.startsWith("/v1/pages")) return "page";
  if (path === "/v1/fragments") return "fragments";
  if (path === "/v1/stock") return "stock";
  return method === "GET" || method === "HEAD" ? "other" : "mutation";
}

const none = (): Record<CallKind, number> => ({ page: 0, fragments: 0, stock: 0, mutation: 0, other: 0 });

/** Counts in memory what has not been written down yet. */
export class CallCounts {
  #pending = none();

  add(kind: CallKind): void {
    this.#pending[kind] += 1;
  }

  get pending(): Calls {
    return this.#pending;
  }

  get total(): number {
    return CALL_KINDS.reduce((sum, kind) => sum + this.#pending[kind], 0);
  }

  /** Hands over what was counted and starts from nothing. */
  take(): Calls {
    const taken = this.#pending;
    this.#pending = none();
    return taken;
  }
}
