/**
 * The one call of a page view: questions gather until every look-up has said whether it needs one, then leave
 * together. Answers come back one by one, each to whoever asked; nothing here rejects.
 */
import type { Market } from "#contract/market";
import { type Ask, type AskFor, type BatchRequest, type Frame, MAX_ASKS, SCOPES, type TokenFrame } from "#contract/questions";
import type { OriginPort } from "../origin/port.ts";
import type { Clock, EpochMs, Ms } from "../time.ts";
import type { Visitor } from "../visitor/visitor.ts";
import { askAlone, SHARED_MS } from "./ask-alone.ts";
import { type BatchAnswer, toAnswer } from "./batch-answer.ts";
import type { SharedAsk } from "./wanted.ts";

export interface BatchSetting {
  readonly port: Pick<OriginPort, "batch">;
  readonly market: Market;
  readonly visitor: Visitor;
  /** When the page view is over; the call is given up then. */
  readonly endsAt: EpochMs;
  readonly clock: Clock;
  readonly background: (work: Promise<unknown>) => void;
}

/** Look-ups slower than this do not hold up what others ask; their questions go alone. */
const GATHER_MS: Ms = 25;

export class PageBatch {
  readonly #setting: BatchSetting;
  readonly #asks: Ask[] = [];
  readonly #answers = new Map<string, Promise<BatchAnswer>>();
  readonly #waiting = new Map<string, (answer: BatchAnswer) => void>();
  #takeToken: ((frame: TokenFrame) => void) | undefined;
  #expected = 0;
  #state: "open" | "sealed" | "left" = "open";

  constructor(setting: BatchSetting) {
    this.#setting = setting;
  }

  /** Announces a look-up that may end in a question. The returned function says that it will not, or that it has. */
  expect(): () => void {
    this.#expected++;
    let isOutstanding = true;
    return () => {
      if (!isOutstanding) return;
      isOutstanding = false;
      this.#expected--;
      this.#leaveIfGathered();
    };
  }

  /**
   * Asks in the page's batch, a question that was asked already only once. A shared question that comes after the batch
   * left goes alone and without the visitor.
   */
  ask(question: AskFor): Promise<BatchAnswer> {
    const words = wordsOf(question);
    const answer = this.#answers.get(words) ?? this.#askAnew(question);
    this.#answers.set(words, answer);
    return answer;
  }

  #askAnew(question: AskFor): Promise<BatchAnswer> {
    if (this.#state === "left") return isShared(question) ? this.askAlone(question) : refuse("batch-left");
    if (this.#asks.length >= MAX_ASKS) return refuse("batch-full");
    const id = String(this.#asks.length);
    this.#asks.push({ ...question, id } as Ask);
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  /** A call of its own for a question that anybody may have asked: the visitor is not in it. */
  askAlone(question: SharedAsk): Promise<BatchAnswer> {
    const { port, market, background } = this.#setting;
    const answer = askAlone(port, market, question);
    background(answer);
    return answer;
  }

  /** Wants the token renewed by the first frame; null when it was not. */
  renewToken(): Promise<TokenFrame> {
    return new Promise((resolve) => {
      this.#takeToken = resolve;
    });
  }

  /** All has been planned. The batch leaves when no look-up is outstanding, or a moment later. */
  seal(): void {
    if (this.#state !== "open") return;
    this.#state = "sealed";
    this.#leaveIfGathered();
    if (this.#isSealed()) this.#setting.background(this.#setting.clock.sleep(GATHER_MS).then(() => this.#isSealed() && this.#depart()));
  }

  #isSealed(): boolean {
    return this.#state === "sealed";
  }

  #leaveIfGathered(): void {
    if (this.#state === "sealed" && this.#expected === 0) this.#depart();
  }

  #depart(): void {
    const wanted = this.#asks.some((ask) => SCOPES[ask.question] === "visitor") || this.#takeToken !== undefined;
    this.#leave(wanted ? this.#asker() : null);
  }

  #leave(visitor: BatchRequest["visitor"]): void {
    this.#state = "left";
    if (this.#asks.length === 0 && !this.#takeToken) return;
    this.#setting.background(this.#run({ market: this.#setting.market, visitor, asks: this.#asks }));
  }

  #asker(): BatchRequest["visitor"] {
    const { facts, claims } = this.#setting.visitor;
    const refresh = this.#takeToken !== undefined;
    const seen = refresh && facts.customer !== undefined ? { seen: [...facts.recent] } : {};
    return claims ? { sub: claims.sub, cartId: facts.cart?.id ?? null, refresh, ...seen } : null;
  }

  async #run(request: BatchRequest): Promise<void> {
    try {
      for await (const frame of this.#setting.port.batch(request, this.#patience(request))) this.#take(frame);
    } catch {
      // What was not answered is given up below, whatever the reason.
    }
    this.#takeToken?.({ token: null });
    for (const give of this.#waiting.values()) give({ ok: false, because: "unanswered" });
    this.#waiting.clear();
  }

  /** A visitor's answers are of no use after the page. */
  #patience({ asks }: BatchRequest): Ms {
    const { endsAt, clock } = this.#setting;
    const left = Math.max(1, endsAt - clock.now());
    return asks.some(isShared) ? Math.max(left, SHARED_MS) : left;
  }

  #take(frame: Frame): void {
    if ("token" in frame) this.#takeToken?.(frame);
    else if ("id" in frame) this.#give(frame);
  }

  #give(frame: Extract<Frame, { id: string }>): void {
    const give = this.#waiting.get(frame.id);
    this.#waiting.delete(frame.id);
    give?.(toAnswer(frame));
  }
}

/** The same for the same question, whatever the order of its parts. */
function wordsOf(question: AskFor): string {
  return JSON.stringify(Object.entries(question).sort());
}

function isShared(question: AskFor): question is SharedAsk {
  return SCOPES[question.question] !== "visitor";
}

const refuse = (because: string): Promise<BatchAnswer> => Promise.resolve({ ok: false, because });
