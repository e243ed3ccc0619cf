import type { Frame } from "#contract/questions";

/** What became of one question. */
export type BatchAnswer =
  | {
      readonly ok: true;
      readonly data: unknown;
      readonly surrogateKeys: readonly string[];
      readonly entityVersions: Readonly<Record<string, number>>;
    }
  | { readonly ok: false; readonly because: string };

export function toAnswer(frame: Extract<Frame, { id: string }>): BatchAnswer {
  if (!frame.ok) return { ok: false, because: "refused" };
  return { ok: true, data: frame.data, surrogateKeys: frame.surrogateKeys ?? [], entityVersions: frame.entityVersions ?? {} };
}
