import type { Actor } from "./admin.ts";
import { toOurUrl } from "./api.ts";
import { PERIOD } from "./console/chart-layout.ts";
import { ConsolePage, type ConsoleState } from "./console/console-page.tsx";
import { CONSOLE_SCRIPT } from "./console/console-script.ts";
import { LoginPage } from "./console/login-page.tsx";
import { EMPTY_INPUT } from "./console/purge-input.ts";
import { answerHtml } from "./console-answers.ts";
import { cspSource, policyFor } from "./content-policy.ts";
import type { AdminDeps } from "./deps.ts";

const SHOWN_PURGES = 12;

type Shown = Partial<Pick<ConsoleState, "input" | "errors" | "dryRun" | "explainUrl">>;

/** The console as it is, with what was typed and what came of it. */
export async function showConsole(actor: Actor, deps: AdminDeps, shown: Shown, status = 200): Promise<Response> {
  const explainUrl = shown.explainUrl ?? "";
  const [stats, history, purges, explained] = await Promise.all([
    orUndefined(deps.stats()),
    orUndefined(deps.history(PERIOD)),
    recentPurges(deps),
    explain(explainUrl, deps),
  ]);
  const state: ConsoleState = {
    actor,
    site: deps.site,
    environment: deps.environment,
    css: deps.look.css,
    script: CONSOLE_SCRIPT,
    now: deps.now(),
    input: shown.input ?? EMPTY_INPUT,
    errors: shown.errors ?? [],
    dryRun: shown.dryRun,
    stats,
    history,
    purges,
    explainUrl,
    explained,
  };
  return answerHtml(<ConsolePage {...state} />, status, {
    "Content-Security-Policy": policyFor(deps.look.cssHash, await cspSource(CONSOLE_SCRIPT)),
  });
}

/** The way in, and why it stayed shut. */
export function showLogin(deps: AdminDeps, complaint: string | undefined, status: 401 | 429): Response {
  const page = <LoginPage css={deps.look.css} environment={deps.environment} complaint={complaint} />;
  const headers = status === 401 ? { "WWW-Authenticate": 'Bearer realm="vitrine admin"' } : { "Retry-After": "60" };
  return answerHtml(page, status, { ...headers, "Content-Security-Policy": policyFor(deps.look.cssHash, undefined) });
}

async function explain(text: string, deps: AdminDeps): Promise<ConsoleState["explained"]> {
  if (text === "") return undefined;
  const url = toOurUrl(text.trim(), deps);
  if (!url) return "This URL is not of this shop.";
  return (await orUndefined(deps.explain(url))) ?? "The shop did not answer. Ask again in a moment.";
}

export function recentPurges(deps: AdminDeps): Promise<ConsoleState["purges"]> {
  return orUndefined(deps.listPurges({ limit: SHOWN_PURGES }).then(({ purges }) => purges));
}

/** A console that shows the rest is worth more than none. */
async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch(() => undefined);
}
