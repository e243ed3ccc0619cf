/**
 * PlanetScale's driver, for a network that loses replies. A lost reply to a COMMIT leaves open whether it was done, so a
 * transaction writes a receipt of its own, and who did not hear the outcome settles it by that row: committed, or never.
 */
import { Client, type Connection, type ExecutedQuery, type Transaction } from "@planetscale/database";
import { LostReply } from "./errors.ts";

interface Shape {
  as?: "object" | "array";
}
type Config = ConstructorParameters<typeof Client>[0];

/** A transaction of PlanetScale ends after 20 s; a statement that takes longer has nobody left to tell. */
const REPLY_WITHIN_MS = 25_000;
const TRIES = 4;

const RECEIPT = "insert into `transaction_receipts` (`id`, `outcome`, `written_at`) values (?, 'committed', ?)";
/** Waits for a transaction that holds the row still, and then says nothing if it was committed. */
const NO_RECEIPT = "insert ignore into `transaction_receipts` (`id`, `outcome`, `written_at`) values (?, 'abandoned', ?)";
const OUTCOME = "select `outcome` from `transaction_receipts` where `id` = ?";

/** Looks and leaves no lock. */
const isPlainQuestion = (statement: string): boolean =>
  /^\s*select\b/i.test(statement) && !/ for (update|share)( nowait| skip locked)?$/i.test(statement);
/** Done twice it leaves what it left the first time. */
const isRepeatable = (statement: string): boolean => isPlainQuestion(statement) || /^\s*delete\b/i.test(statement);

export class PlanetScaleClient extends Client {
  constructor(config: Config) {
    super({ ...config, fetch: fetchReply });
  }

  override execute<T>(statement: string, parameters: object | null = null, options: Shape = {}): Promise<ExecutedQuery<T>> {
    const run = () => execute<T>(this.connection(), statement, parameters, options);
    return isRepeatable(statement) ? repeated(run) : run();
  }

  override async transaction<T>(body: (tx: Transaction) => Promise<T>): Promise<T> {
    const connection = this.connection();
    const receipt = crypto.randomUUID();
    let hasReceipt = false;
    const next = async (statement: string, parameters: object | null, options: Shape) => {
      // Early, so that the row everybody wants is not held for this one's sake.
      if (!hasReceipt && !isPlainQuestion(statement)) {
        await connection.execute(RECEIPT, [receipt, Date.now()]);
        hasReceipt = true;
      }
      return execute(connection, statement, parameters, options);
    };
    // One after the other: Vitess refuses a transaction that is asked two things at once.
    let turn: Promise<unknown> = Promise.resolve();
    const inside = (statement: string, parameters: object | null = null, options: Shape = {}) => {
      const mine = turn.then(() => next(statement, parameters, options));
      turn = mine.catch(() => undefined);
      return mine;
    };
    let result: T;
    try {
      await connection.execute("begin");
      result = await body({ execute: inside } as unknown as Transaction);
    } catch (error) {
      await rollBack(connection);
      throw error;
    }
    try {
      await connection.execute("commit");
    } catch (error) {
      await rollBack(connection);
      if (hasReceipt && (await this.#settle(receipt)) === "abandoned") throw new LostReply(error);
    }
    return result;
  }

  /** What became of a transaction, once and for all: whoever's row is there first decides. */
  async #settle(receipt: string): Promise<string> {
    return repeated(async () => {
      await execute(this.connection(), NO_RECEIPT, [receipt, Date.now()], {});
      const { rows } = await execute<{ outcome: string }>(this.connection(), OUTCOME, [receipt], {});
      return rows[0]?.outcome ?? "abandoned";
    });
  }
}

/** Its own failure says nothing: what made it necessary is what went wrong. */
const rollBack = (connection: Connection): Promise<unknown> => connection.execute("rollback").catch(() => undefined);

function execute<T>(connection: Connection, statement: string, parameters: object | null, { as = "object" }: Shape) {
  return connection.execute(statement, parameters, { as } as never) as unknown as Promise<ExecutedQuery<T>>;
}

async function repeated<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof LostReply) || tries === TRIES) throw error;
    }
  }
}

/** Reads the whole reply, so that one that breaks off is a lost one too. */
const fetchReply: NonNullable<Config["fetch"]> = async (address, request) => {
  let reply: Response;
  let text: string;
  try {
    reply = await fetch(address, { ...request, signal: AbortSignal.timeout(REPLY_WITHIN_MS) });
    text = await reply.text();
  } catch (error) {
    throw new LostReply(error);
  }
  const { ok, status, statusText, headers } = reply;
  if (status >= 500) throw new LostReply(`HTTP ${status}: ${text.slice(0, 200)}`);
  return { ok, status, statusText, headers, text: async () => text };
};
