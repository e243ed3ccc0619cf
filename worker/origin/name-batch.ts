/**
 * A batch gives its name to its questions, and its frames bear it: what bears another's is another batch's, another visitor's
 * token or basket perhaps, whoever mixed them up on the way. Pure.
 */
import type { BatchRequest, Frame } from "#contract/questions";

export function nameBatch(request: BatchRequest, name: string): BatchRequest {
  return { ...request, batch: name, asks: request.asks.map((ask) => ({ ...ask, id: `${name}.${ask.id}` })) };
}

/** The frame as whoever asked knows its question; undefined for one of another batch. An origin need not name the batch of a token. */
export function ownFrame(frame: Frame, name: string): Frame | undefined {
  if ("token" in frame) {
    const { batch = name, ...told } = frame;
    return batch === name ? told : undefined;
  }
  if (!("id" in frame)) return frame;
  return frame.id.startsWith(`${name}.`) ? { ...frame, id: frame.id.slice(name.length + 1) } : undefined;
}
