/** Connections that break at a chosen statement. */

/** `request`: the statement never arrived. `reply`: it was done, and nobody heard. */
export type Loss = "request" | "reply";

type Choice = RegExp | ((statement: string) => boolean);

interface Fault {
  readonly choice: Choice;
  readonly loss: Loss;
  left: number;
}

export class Faults {
  #waiting: Fault[] = [];
  /** Statements whose request or reply was lost. */
  readonly lost: string[] = [];

  /** Breaks the connection of the next `times` statements that are chosen. */
  lose(loss: Loss, choice: Choice, times = 1): void {
    this.#waiting.push({ loss, choice, left: times });
  }

  /** Forgets what has not happened yet. */
  clear(): void {
    this.#waiting = [];
    this.lost.length = 0;
  }

  /** What is lost of this statement, each fault once. */
  take(statement: string): Loss | undefined {
    const fault = this.#waiting.find(({ choice, left }) => left > 0 && isChosen(choice, statement));
    if (!fault) return undefined;
    fault.left--;
    this.lost.push(statement);
    return fault.loss;
  }
}

const isChosen = (choice: Choice, statement: string): boolean =>
  typeof choice === "function" ? choice(statement) : choice.test(statement);
