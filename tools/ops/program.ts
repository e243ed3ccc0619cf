/** The commands and their options; what they do stands in files of their own. */
import tab from "@bomb.sh/tab/commander";
import { Command, InvalidArgumentError, Option } from "commander";
import { MARKET_NAMES } from "#contract/market";
import { showAudit } from "./commands/audit.ts";
import { explainUrl } from "./commands/explain.ts";
import { listPrewarms, setPrewarm, startPrewarm } from "./commands/prewarm.ts";
import { purge } from "./commands/purge.ts";
import { showStats } from "./commands/stats.ts";
import { watch } from "./commands/watch.ts";
import { openSurface, type Surface, type Terminal } from "./surface.ts";

const PURGE_BY = ["url", "surrogate-key", "prefix", "market", "all"];
const EXIT = "Exit status: 0 done, 1 refused by the shop or partly failed, 2 wrong usage or nobody there, 130 interrupted.";
const PURGE_EXAMPLES = `
Examples:
  purge /en-gb/products/rim-mug --reason "Wrong price" --mode hard
  purge product:nh-1042 page:home --reason Wording --dry-run
  purge --by all --reason "After the deploy" --confirm shop.example`;

export function opsProgram(terminal: Terminal): Command {
  const program = new Command("vitrine-ops")
    .description("Purges, prewarms, explains and watches a running shop.")
    .option("--url <address>", "the shop; SHOP_URL, or http://127.0.0.1:8787 unless told (or PORT is set)")
    .option("--token <token>", "an admin token; ADMIN_TOKEN, or for the development shop the one in .dev.vars")
    .option("--json", "print data for programs, and nothing else")
    .addHelpText("afterAll", `\n${EXIT}`)
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .showHelpAfterError("(add --help for what there is)")
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.stdout.write(text), writeErr: (text) => terminal.stderr.write(text) });
  const act: Act =
    (run) =>
    (...args) =>
      run(openSurface(args.at(-1) as Command, terminal), ...(args.slice(0, -1) as never));
  addPurge(program, act);
  addPrewarm(program, act);
  addReading(program, act);
  tab(program, { completionCommandName: "completion" });
  return program;
}

/** Gives a command the shop and the terminal before its own arguments. */
type Act = <A extends unknown[]>(run: (surface: Surface, ...args: A) => Promise<void>) => (...args: [...A, Command]) => Promise<void>;

function addPurge(program: Command, act: Act): void {
  program
    .command("purge")
    .description("purge what is named: pages by path, keys, prefixes (ending with a slash), markets")
    .argument("[values...]", "/en-gb/products/rim-mug, product:nh-1042, /en-gb/products/ or en-gb")
    .addOption(new Option("--by <kind>", "what the values are; told by their looks unless given").choices(PURGE_BY))
    .addOption(
      new Option("--mode <mode>", "soft: stale while it is refilled; hard: never served again").choices(["soft", "hard"]).default("soft"),
    )
    .option("--reason <text>", "why; kept in the audit trail (wanted)")
    .hook("preAction", wantReason)
    .option("--min-version <entity=version...>", "answers below this version are not kept, as product:nh-1042=7")
    .option("--dry-run", "say what would go stale, purge nothing")
    .option("--yes", "do not ask")
    .option("--confirm <host>", "the shop's host, to purge everything without being asked for it")
    .option("--idempotency-key <key>", "the same key and order count once")
    .option("--no-wait", "do not wait until every PoP has it")
    .addHelpText("after", PURGE_EXAMPLES)
    .action(act(purge));
}

function addPrewarm(program: Command, act: Act): void {
  const prewarm = program.command("prewarm").description("fill pages before anybody asks for them");
  prewarm
    .command("start", { isDefault: true })
    .description("the whole sitemap, or the pages and keys named; what prewarm does unless told")
    .argument("[values...]", "/en-gb/products/rim-mug or product:nh-1042; the sitemap when left out")
    .addOption(new Option("--market <markets...>", "only pages of these").choices(MARKET_NAMES))
    .option("--per-second <pages>", "1 to 50", wholeNumber, 10)
    .option("--reason <text>", "why; kept with the job (wanted)")
    .hook("preAction", wantReason)
    .option("--dry-run", "say what would be filled, fill nothing")
    .option("--yes", "do not ask")
    .option("--idempotency-key <key>", "the same key and order count once")
    .option("--no-wait", "do not wait for the end")
    .action(act(startPrewarm));
  prewarm.command("list").description("the latest jobs").option("--limit <jobs>", "at most", wholeNumber, 10).action(act(listPrewarms));
  for (const [to, description] of [
    ["cancel", "stop a job; what is filled stays"],
    ["resume", "go on with a job: what is left of it, and what failed"],
  ] as const)
    prewarm
      .command(to)
      .description(description)
      .argument("<id>", "of the job", wholeNumber)
      .action(act((surface, id: number) => setPrewarm(surface, id, to)));
}

function addReading(program: Command, act: Act): void {
  program
    .command("audit")
    .description("who purged what, when and why")
    .option("--actor <name>", "by this admin; imports are catalogue")
    .addOption(new Option("--by <kind>", "in this way").choices(PURGE_BY))
    .addOption(new Option("--mode <mode>", "soft or hard").choices(["soft", "hard"]))
    .option("--text <words>", "in the values or the reason")
    .option("--since <moment>", "2026-11-26 or 2026-11-26T09:41Z")
    .option("--until <moment>", "the same")
    .option("--before <seq>", "go on below this one", wholeNumber)
    .option("--limit <purges>", "at most 100", wholeNumber, 20)
    .action(act(showAudit));
  program
    .command("explain")
    .description("what a URL comes to, and why")
    .argument("<url>", "of the shop, or a path of it")
    .option("--arm <experiment:arm>", "as visitors of this arm see it; repeat it for another experiment", everyOne, [])
    .action(act(explainUrl));
  program.command("stats").description("what was counted: hits, origin calls, fragments").action(act(showStats));
  program
    .command("watch")
    .description("purges with their receipts, prewarms and the counts, as they come")
    .option("--interval <seconds>", "how often to look", wholeNumber, 2)
    .action(act(watch));
}

/** Asked for after the names of options were looked at: who misspells it hears that. */
function wantReason(_: Command, command: Command): void {
  if (command.opts().reason === undefined) command.error("error: say why, with --reason <text>");
}

const everyOne = (value: string, before: readonly string[]): readonly string[] => [...before, value];

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError("A whole number is wanted.");
  return Number(text);
}
