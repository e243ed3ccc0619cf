/** `npm run db -- status | migrate | rollback | serve`: the schema of a PlanetScale database, and one to try it on. */
import { isDefinitionRefused } from "../../origin-api/store/errors.ts";
import { migrate, migrationStatus, rollback } from "../../origin-api/store/migrate.io.ts";
import { openPlanetScale } from "../../origin-api/store/open.io.ts";
import { requireNode } from "../environment.mjs";
import { startLocalPlanetScale } from "../planetscale/local-planet-scale.ts";
import { type Order, readArguments, USAGE } from "./arguments.ts";

const SAFE_MIGRATIONS = `This branch takes no direct definitions (safe migrations). Migrate a development branch, and open a deploy request from it;
name "migrations" as the table whose data is copied along, or the production branch does not know what it has.`;

requireNode();
const order = readArguments(process.argv.slice(2), process.env);
try {
  process.exitCode = await act(order);
} catch (error) {
  console.error(isDefinitionRefused(error) ? SAFE_MIGRATIONS : reasonOf(error));
  process.exitCode = 1;
}

async function act(order: Order): Promise<number> {
  switch (order.kind) {
    case "help":
      console.log(USAGE);
      return 0;
    case "wrong":
      console.error(`${order.because}\n\n${USAGE}`);
      return 2;
    case "status":
      return showStatus(order.url);
    case "migrate":
      return tell("applied", await migrate(openPlanetScale(order.url), Date.now()));
    case "rollback":
      return undo(order);
    case "serve":
      return serve(order);
  }
}

function tell(what: string, names: readonly string[]): 0 {
  console.log(names.length === 0 ? "nothing to do" : names.map((name) => `${what} ${name}`).join("\n"));
  return 0;
}

async function showStatus(url: string): Promise<0 | 1> {
  const all = await migrationStatus(openPlanetScale(url));
  for (const { name, appliedAt } of all)
    console.log(`${name}  ${appliedAt === null ? "missing" : `applied ${new Date(appliedAt).toISOString()}`}`);
  return all.every(({ appliedAt }) => appliedAt !== null) ? 0 : 1;
}

async function undo({ url, steps, isConfirmed }: Extract<Order, { kind: "rollback" }>): Promise<0 | 1> {
  const db = openPlanetScale(url);
  if (isConfirmed) return tell("undone ", await rollback(db, steps));
  const applied = (await migrationStatus(db)).filter(({ appliedAt }) => appliedAt !== null).reverse();
  tell(
    "would undo",
    applied.slice(0, steps).map(({ name }) => name),
  );
  console.log("Nothing was changed: say --yes to undo it, and to lose what its tables hold.");
  return 1;
}

async function serve({ port, dataDir }: Extract<Order, { kind: "serve" }>): Promise<0> {
  const gateway = await startLocalPlanetScale({ port, dataDir });
  const url = gateway.url("shop");
  await migrate(openPlanetScale(url), Date.now());
  console.log(`
  DATABASE_URL=${url}

  In another terminal: DATABASE_URL=${url} npm run dev
  Ctrl-C ends it; the data stay in ${dataDir}.
`);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
  await gateway.close();
  return 0;
}

/** The innermost reason: Drizzle's own message repeats the statement. */
function reasonOf(error: unknown): string {
  let reason = error;
  while (reason instanceof Error && reason.cause instanceof Error) reason = reason.cause;
  return reason instanceof Error ? reason.message : String(reason);
}
