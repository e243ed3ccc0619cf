import { type ParseArgsConfig, parseArgs } from "node:util";

/** What a command line says, or the sentence of what is wrong with it. */
export function readFlags<const T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> | string {
  try {
    return parseArgs(config);
  } catch (error) {
    // What follows is Node's advice on arguments that begin with a hyphen.
    return error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error);
  }
}

/** For commands that take nothing but the switches named: those that were given. Anything else ends the process, with the usage. */
export function readSwitches<const N extends string>(command: string, names: readonly N[]): ReadonlySet<N> {
  const usage = `usage: npm run ${command}${names.length > 0 ? ` -- ${names.map((name) => `[--${name}]`).join(" ")}` : ""}`;
  const options = Object.fromEntries([...names, "help"].map((name) => [name, { type: "boolean" as const }]));
  const read = readFlags({ options });
  if (typeof read === "string") return endWith(2, `${read}\n${usage}`);
  if (read.values.help) return endWith(0, usage);
  return new Set(names.filter((name) => read.values[name] === true));
}

/** Help goes to standard output, what is wrong to standard error. */
export function endWith(status: 0 | 2, text: string): never {
  if (status === 0) console.log(text);
  else console.error(text);
  process.exit(status);
}
