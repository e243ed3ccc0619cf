import type { JSX } from "hono/jsx/jsx-runtime";
import type { Actor } from "./admin.ts";
import { toOurUrl } from "./api.ts";
import { type CacheState, cachePage } from "./console/cache-page.tsx";
import { Frame } from "./console/frame.tsx";
import { LoginPage, type LoginPageProps } from "./console/login-page.tsx";
import { orUndefined } from "./console/part.tsx";
import { EMPTY_INPUT } from "./console/purge-input.ts";
import { answerHtml } from "./console-answers.ts";
import { policyFor } from "./content-policy.ts";
import type { AdminDeps } from "./deps.ts";

interface Shown {
  readonly path: string;
  readonly title: string;
  readonly content: Promise<JSX.Element>;
  readonly status?: number;
}

/** A page of the console in its frame. */
export async function showPage(actor: Actor, deps: AdminDeps, { path, title, content, status = 200 }: Shown): Promise<Response> {
  const [stats, shown] = await Promise.all([orUndefined(deps.stats()), content]);
  const { environment, look } = deps;
  const page = (
    <Frame actor={actor} environment={environment} isolates={stats?.isolates} look={look} path={path} title={title}>
      {shown}
    </Frame>
  );
  return answerHtml(page, status, { "Content-Security-Policy": policyFor(look.cssHash, look.scriptHash) });
}

/** The page of the cache with what was typed and what came of it. */
export async function showCache(
  actor: Actor,
  deps: AdminDeps,
  shown: Partial<CacheState & { readonly arms: readonly string[] }>,
  status = 200,
): Promise<Response> {
  const { input = EMPTY_INPUT, errors = [], dryRun, explainUrl = "", arms = [] } = shown;
  const state = { actor, input, errors, dryRun, explainUrl, explained: await explain(explainUrl, arms, deps) };
  return showPage(actor, deps, { path: "/admin", title: "Cache", content: cachePage(deps, state), status });
}

interface Login extends Omit<LoginPageProps, "css" | "environment"> {
  readonly status: 401 | 429;
}

/** The way in, and why it stayed shut. */
export function showLogin(deps: AdminDeps, { status, ...login }: Login): Response {
  const page = <LoginPage css={deps.look.css} environment={deps.environment} {...login} />;
  const headers = status === 401 ? { "WWW-Authenticate": 'Bearer realm="vitrine admin"' } : { "Retry-After": "60" };
  return answerHtml(page, status, { ...headers, "Content-Security-Policy": policyFor(deps.look.cssHash, undefined) });
}

async function explain(text: string, arms: readonly string[], deps: AdminDeps): Promise<CacheState["explained"]> {
  if (text === "") return undefined;
  const url = toOurUrl(text.trim(), deps);
  if (!url) return "This URL is not of this shop.";
  const explained = await orUndefined(deps.explain(url, arms));
  if (explained === undefined) return "The shop did not answer. Ask again in a moment.";
  return "unknownArm" in explained ? `This page has no arm ${explained.unknownArm}. ${explained.because}` : explained;
}
