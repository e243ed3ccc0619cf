import type { Failure } from "./problem.ts";

interface KnownRoute {
  readonly method: string;
  readonly path: string;
}

/** The failure of asking a known path with the wrong method; undefined when the path is unknown too. */
export function methodNotAllowed(routes: readonly KnownRoute[], method: string, path: string): Failure | undefined {
  const known = routes.filter((route) => route.method !== "ALL" && toPattern(route.path).test(path));
  const methods = [...new Set(known.map((route) => route.method))].filter((known) => known !== method);
  return methods.length === 0 ? undefined : { kind: "method-not-allowed", allow: methods.join(", ") };
}

const toPattern = (path: string): RegExp => new RegExp(`^${path.replace(/\/:\w+\?/g, "(/[^/]+)?").replace(/:\w+/g, "[^/]+")}$`);
