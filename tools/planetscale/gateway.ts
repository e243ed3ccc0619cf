/**
 * PlanetScale's HTTP protocol before a MySQL server, with its limits, for tests and development. The user of an address
 * names the database: `http://shop:local@127.0.0.1:3999`. No part of the product.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type Answer, type Database, Databases } from "./databases.ts";
import { encodeFields, encodeRow } from "./encode-result.ts";
import { StatementError, toStatementError } from "./errors.ts";
import { Faults } from "./faults.ts";
import { judgeResult, LIMITS, type Limits } from "./limits.ts";
import { NO_SESSION, type Session, Sessions } from "./sessions.ts";
import { Transactions } from "./transactions.ts";

export interface Gateway {
  /** The `DATABASE_URL` of a database. */
  url(database: string): string;
  readonly faults: Faults;
  readonly transactions: Pick<Transactions, "size">;
  /** Statements that arrived. */
  readonly statements: readonly string[];
  close(): Promise<void>;
}

export interface GatewaySettings {
  readonly socketPath: string;
  readonly limits?: Partial<Limits>;
  /** Any free one, unless told. */
  readonly port?: number;
}

const PASSWORD = "local";

export async function openGateway({ socketPath, limits: told = {}, port = 0 }: GatewaySettings): Promise<Gateway> {
  const limits = { ...LIMITS, ...told };
  const databases = new Databases(socketPath, limits.maxTransactions);
  const transactions = new Transactions();
  const sessions = new Sessions(transactions, limits);
  const faults = new Faults();
  const statements: string[] = [];

  /** Undefined when the caller shall hear nothing. */
  async function answer(request: IncomingMessage): Promise<{ status: number; body: object } | undefined> {
    const caller = readCaller(request);
    if (!caller) return { status: 401, body: { error: { code: "UNAUTHENTICATED", message: "unknown user or password" } } };
    const { query, session } = JSON.parse((await readBody(request)) || "{}") as { query?: string; session?: Session | null };
    if (request.url === "/psdb.v1alpha1.Database/CreateSession") return { status: 200, body: { session: NO_SESSION } };
    if (request.url !== "/psdb.v1alpha1.Database/Execute" || query === undefined) return { status: 404, body: {} };
    statements.push(query);
    const loss = faults.take(query);
    if (loss === "request") return undefined;
    const body = await executed(await databases.find(caller), query, session ?? NO_SESSION);
    return loss === "reply" ? undefined : { status: 200, body };
  }

  async function executed(database: Database, query: string, before: Session): Promise<object> {
    const started = performance.now();
    try {
      const { answer, session } = await sessions.execute(database, query, before);
      return { session, result: encode(answer, limits), timing: (performance.now() - started) / 1000 };
    } catch (error) {
      const { code, message } = toStatementError(error);
      return { session: before, error: { code, message } };
    }
  }

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const answered = await answer(request).catch((error: unknown) => ({
      status: 500,
      body: { error: { code: "INTERNAL", message: String(error) } },
    }));
    if (!answered) return request.socket.destroy();
    response.writeHead(answered.status, { "Content-Type": "application/json" }).end(JSON.stringify(answered.body));
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");

  const close = async () => {
    server.close();
    server.closeAllConnections();
    await transactions.endAll();
    await databases.close();
  };
  const url = (database: string) => `http://${database}:${PASSWORD}@127.0.0.1:${address.port}`;
  return { url, faults, transactions, statements, close };
}

function encode({ columns, rows, rowsAffected, insertId }: Answer, limits: Limits): object {
  const encoded = rows.map((row) => encodeRow(row, columns));
  const refusal = judgeResult(
    rows.length,
    encoded.reduce((sum, { values }) => sum + values.length, 0),
    limits,
  );
  if (refusal) throw new StatementError(refusal);
  return { fields: encodeFields(columns), rows: encoded, rowsAffected: String(rowsAffected), insertId: String(insertId) };
}

/** The database a caller may use, or undefined. */
function readCaller({ headers }: IncomingMessage): string | undefined {
  const [, encoded = ""] = /^Basic (.+)$/.exec(headers.authorization ?? "") ?? [];
  const [, database, password] = /^([a-z0-9_]{1,64}):(.*)$/s.exec(Buffer.from(encoded, "base64").toString("utf8")) ?? [];
  return password === PASSWORD ? database : undefined;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
