/** What a command has in its hands: the shop, the terminal, and whether a person or a program reads. */

import { createInterface } from "node:readline/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { type Client, openClient } from "./client.ts";
import { Declined, Interrupted, Unusable } from "./outcomes.ts";
import { readTarget, type Surroundings } from "./target.ts";

export interface Terminal extends Surroundings {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly signal: AbortSignal;
}

export interface Surface {
  readonly client: Client;
  readonly json: boolean;
  readonly terminal: Terminal;
  /** Data as JSON for programs, as `text` for people. */
  tell(data: unknown, text: () => string): void;
  /** For people alone, beside what is told. */
  note(line: string): void;
  /** Throws unless `yes` was given, or a person says so. */
  confirm(question: string, yes: boolean): Promise<void>;
  /** What a person types; undefined where nobody sits. */
  ask(question: string): Promise<string | undefined>;
  /** Ends early when the person interrupts. */
  sleep(ms: number): Promise<void>;
}

export interface CommonOptions {
  readonly url?: string;
  readonly token?: string;
  readonly json?: boolean;
}

export function openSurface(command: Command, terminal: Terminal): Surface {
  const options = command.optsWithGlobals<CommonOptions>();
  const json = options.json ?? false;
  const ask = async (question: string): Promise<string | undefined> => {
    if (!terminal.stdin.isTTY) return undefined;
    const lines = createInterface({ input: terminal.stdin, output: terminal.stderr });
    try {
      return (await lines.question(question, { signal: terminal.signal })).trim();
    } catch (error) {
      if ((error as Error).name !== "AbortError") throw error;
      throw new Interrupted("\nNothing was done.");
    } finally {
      lines.close();
    }
  };
  return {
    client: openClient(readTarget(options, terminal), terminal.signal),
    json,
    terminal,
    tell: (data, text) => void terminal.stdout.write(`${json ? JSON.stringify(data, undefined, 2) : text()}\n`),
    note: (line) => void (json || terminal.stderr.write(`${line}\n`)),
    ask,
    confirm: async (question, yes) => {
      if (yes) return;
      const answer = await ask(`${question} [y/N] `);
      if (answer === undefined) throw new Unusable("Nobody sits at this terminal to confirm: add --yes, or --dry-run to look only.");
      if (!/^y(?:es)?$/i.test(answer)) throw new Declined("Nothing was done.");
    },
    sleep: (ms) => sleep(ms, undefined, { signal: terminal.signal }).catch(() => undefined),
  };
}
