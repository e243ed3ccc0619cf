/** What a statement does within its caller's session, which the caller brings along each time. */
import type { Answer, Database } from "./databases.ts";
import { aborted, StatementError } from "./errors.ts";
import { judgeStatement, type Limits } from "./limits.ts";
import type { Transactions } from "./transactions.ts";

export interface Session {
  readonly signature: string;
  readonly vitessSession: { readonly autocommit: true; readonly inTransaction?: string };
}

export const NO_SESSION: Session = { signature: "local", vitessSession: { autocommit: true } };
const inside = (transaction: string): Session => ({ ...NO_SESSION, vitessSession: { autocommit: true, inTransaction: transaction } });
const NOTHING: Answer = { columns: [], rows: [], rowsAffected: 0, insertId: 0 };

/** What a statement came to, and the session that its caller goes on with. */
interface Executed {
  readonly answer: Answer;
  readonly session: Session;
}

export class Sessions {
  readonly #transactions: Transactions;
  readonly #limits: Limits;

  constructor(transactions: Transactions, limits: Limits) {
    this.#transactions = transactions;
    this.#limits = limits;
  }

  async execute(database: Database, statement: string, session: Session): Promise<Executed> {
    const open = session.vitessSession.inTransaction;
    switch (/^\s*(begin|start transaction|commit|rollback)\s*;?\s*$/i.exec(statement)?.[1]?.toLowerCase()) {
      case "begin":
      case "start transaction":
        return this.#begin(database, open);
      case "commit":
        return this.#end(open, "commit");
      case "rollback":
        return this.#end(open, "rollback");
      default:
        return { answer: await this.#run(database, statement, open), session };
    }
  }

  /** As in MySQL, what was open is committed. */
  async #begin(database: Database, open: string | undefined): Promise<Executed> {
    if (open) await this.#transactions.end(open, "commit");
    const begun = await this.#transactions.begin(await database.connect(), this.#limits.transactionMs);
    return { answer: NOTHING, session: inside(begun) };
  }

  async #end(open: string | undefined, how: "commit" | "rollback"): Promise<Executed> {
    if (open && !this.#transactions.find(open)) throw this.#aborted(open);
    if (open) await this.#transactions.end(open, how);
    return { answer: NOTHING, session: NO_SESSION };
  }

  async #run(database: Database, statement: string, open: string | undefined): Promise<Answer> {
    const refusal = judgeStatement(statement, this.#limits);
    if (refusal) throw new StatementError(refusal);
    if (open === undefined) return database.run(statement, undefined);
    const connection = this.#transactions.find(open);
    if (!connection) throw this.#aborted(open);
    try {
      return await database.run(statement, connection);
    } catch (error) {
      if (!this.#transactions.find(open)) throw this.#aborted(open);
      // The server has rolled the whole transaction back; what came after it would stand alone.
      if ((error as { errno?: number }).errno === 1213) await this.#transactions.giveUp(open, "deadlock");
      throw error;
    }
  }

  #aborted(open: string): Error {
    return aborted(this.#transactions.whyEnded(open));
  }
}
