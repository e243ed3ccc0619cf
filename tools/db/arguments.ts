import { readFlags } from "../read-flags.ts";

export const USAGE = `npm run db -- status | migrate | rollback | serve

  status              which migrations the database has, and which this checkout would add
  migrate             applies what is missing
  rollback            undoes the latest migration, and with it what its tables held
    --steps N         so many of them, newest first
    --yes             without it, rollback only says what it would undo
  serve               a MariaDB of this checkout's own behind PlanetScale's protocol, migrated; prints its DATABASE_URL
    --port N          3999 unless told
    --data FOLDER     .wrangler/mariadb unless told
  --url URL           https://user:password@host of a PlanetScale branch; otherwise DATABASE_URL

Exit status: 0 done, 1 the database refused or migrations are missing, 2 wrong usage.`;

export type Order =
  | { readonly kind: "help" }
  | { readonly kind: "wrong"; readonly because: string }
  | { readonly kind: "status" | "migrate"; readonly url: string }
  | { readonly kind: "rollback"; readonly url: string; readonly steps: number; readonly isConfirmed: boolean }
  | { readonly kind: "serve"; readonly port: number; readonly dataDir: string };

const OPTIONS = {
  url: { type: "string" },
  steps: { type: "string", default: "1" },
  yes: { type: "boolean", default: false },
  port: { type: "string", default: "3999" },
  data: { type: "string", default: ".wrangler/mariadb" },
  help: { type: "boolean", short: "h" },
} as const;

const wrong = (because: string): Order => ({ kind: "wrong", because });

/** What the command line asks for, or what is wrong with it. No message repeats an address: it holds a password. */
export function readArguments(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Order {
  const parsed = readFlags({ args: [...args], options: OPTIONS, allowPositionals: true });
  if (typeof parsed === "string") return wrong(parsed);
  const { values, positionals } = parsed;
  if (values.help) return { kind: "help" };
  const [verb, ...more] = positionals;
  if (more.length > 0) return wrong(`One thing at a time: "${more[0]}" is too much.`);
  switch (verb) {
    case "serve":
      return toServe(values);
    case "status":
    case "migrate":
    case "rollback": {
      const url = values.url ?? env.DATABASE_URL;
      if (!url) return wrong("Which database? Give --url, or set DATABASE_URL.");
      if (!isDatabaseUrl(url)) return wrong("The database's address is not of the form https://user:password@host.");
      if (verb !== "rollback") return { kind: verb, url };
      const steps = readWhole(values.steps);
      return steps ? { kind: verb, url, steps, isConfirmed: values.yes } : wrong(`--steps is "${values.steps}": a whole number from 1.`);
    }
    default:
      return wrong(verb === undefined ? "What is to be done?" : `There is no command "${verb}".`);
  }
}

function toServe({ port, data }: { readonly port: string; readonly data: string }): Order {
  const number = readWhole(port);
  return number && number < 65_536
    ? { kind: "serve", port: number, dataDir: data }
    : wrong(`--port is "${port}": a number from 1 to 65535.`);
}

/** A whole number from 1; 0 for anything else. */
const readWhole = (text: string): number => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : 0);

function isDatabaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === "https:" || protocol === "http:") && username !== "" && password !== "";
}
