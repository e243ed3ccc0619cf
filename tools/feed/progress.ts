import { SingleBar } from "cli-progress";
import type { FeedProgress } from "#contract/feed";

export interface Progress {
  show(frame: FeedProgress): void;
  /** Another import is running. */
  wait(ms: number): void;
  end(): void;
}

const LABELS = { reading: "Reading", comparing: "Comparing", writing: "Writing" } as const satisfies Record<FeedProgress["stage"], string>;

/** A bar a stage on a terminal, a line a stage elsewhere; `of` of reading is the file's size. */
export function progressOn(stream: NodeJS.WriteStream, fileBytes: number): Progress {
  return stream.isTTY ? new Bar(stream, fileBytes) : new Lines(stream);
}

/** For output that others read. */
export const silent: Progress = { show: () => undefined, wait: () => undefined, end: () => undefined };

class Bar implements Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #fileBytes: number;
  #stage: FeedProgress["stage"] | undefined;
  #bar: SingleBar | undefined;

  constructor(stream: NodeJS.WriteStream, fileBytes: number) {
    this.#stream = stream;
    this.#fileBytes = fileBytes;
  }

  show({ stage, done, of }: FeedProgress): void {
    const total = stage === "reading" ? this.#fileBytes : (of ?? done);
    if (stage !== this.#stage) this.#begin(stage, total);
    this.#bar?.setTotal(total);
    this.#bar?.update(done);
  }

  end(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  wait(ms: number): void {
    this.end();
    this.#stage = undefined;
    this.#stream.write(waiting(ms));
  }

  #begin(stage: FeedProgress["stage"], total: number): void {
    if (this.#bar) this.#bar.update(this.#bar.getTotal());
    this.end();
    this.#stage = stage;
    const unit = stage === "reading" ? "bytes" : "products";
    const format = `${LABELS[stage].padEnd(9)} {bar} {percentage}%  {value} of {total} ${unit}`;
    this.#bar = new SingleBar({
      format,
      stream: this.#stream,
      barCompleteChar: "█",
      barIncompleteChar: "░",
      barsize: 30,
      hideCursor: true,
    });
    this.#bar.start(total, 0);
  }
}

class Lines implements Progress {
  readonly #stream: NodeJS.WriteStream;
  #stage: FeedProgress["stage"] | undefined;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  show({ stage, of }: FeedProgress): void {
    if (stage === this.#stage) return;
    this.#stage = stage;
    this.#stream.write(`${LABELS[stage]}${stage === "reading" || of === null ? "" : ` ${of} products`} ...\n`);
  }

  wait(ms: number): void {
    this.#stage = undefined;
    this.#stream.write(waiting(ms));
  }

  end(): void {}
}

const waiting = (ms: number): string => `Another import is running: the next try is in ${Math.ceil(ms / 1000)} s.\n`;
