/** Reads `application/json-seq` (RFC 7464) as it arrives, in chunks cut anywhere. */
import { MAX_FRAME_BYTES } from "#contract/questions";

const RECORD_SEPARATOR = 0x1e;
const LINE_FEED = 0x0a;
const CLOSING_BRACE = 0x7d;
/** An element is tried at this many line ends; one that is still open then has to wait for the next separator. */
const MAX_TRIES = 16;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/** Elements come out when they are whole. One that is malformed, cut off or too long is left out, and only that one. */
export class JsonSeqReader {
  readonly #bytes = new Uint8Array(MAX_FRAME_BYTES);
  #size = 0;
  #tries = 0;
  /** `skip` ignores everything up to the next separator. */
  #state: "read" | "skip" = "skip";

  /** The elements that this chunk completes. */
  push(chunk: Uint8Array): unknown[] {
    const elements: unknown[] = [];
    let at = 0;
    while (at < chunk.length) {
      const end = endOfRun(chunk, at);
      this.#append(chunk.subarray(at, end));
      if (end < chunk.length) elements.push(...this.#finish(chunk[end] === RECORD_SEPARATOR));
      at = end + 1;
    }
    return elements;
  }

  /** What was still open when the stream ended, if it is whole. */
  end(): unknown[] {
    return this.#finish(true);
  }

  #append(run: Uint8Array): void {
    if (this.#state === "skip") return;
    if (this.#size + run.length > MAX_FRAME_BYTES) {
      this.#state = "skip";
      return;
    }
    this.#bytes.set(run, this.#size);
    this.#size += run.length;
  }

  #finish(bySeparator: boolean): unknown[] {
    const found = this.#state === "read" && (bySeparator || this.#mayBeWhole()) ? parse(this.#bytes.subarray(0, this.#size)) : undefined;
    if (bySeparator || found) this.#start(bySeparator ? "read" : "skip");
    else this.#append(LINE);
    return found ? [found.value] : [];
  }

  #mayBeWhole(): boolean {
    return this.#bytes[this.#size - 1] === CLOSING_BRACE && this.#tries++ < MAX_TRIES;
  }

  #start(state: "read" | "skip"): void {
    this.#state = state;
    this.#size = 0;
    this.#tries = 0;
  }
}

const LINE = Uint8Array.of(LINE_FEED);

function endOfRun(chunk: Uint8Array, from: number): number {
  let at = from;
  while (at < chunk.length && chunk[at] !== RECORD_SEPARATOR && chunk[at] !== LINE_FEED) at++;
  return at;
}

function parse(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(decoder.decode(bytes)) };
  } catch {
    return undefined;
  }
}
