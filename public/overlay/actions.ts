/** What the overlay asks the shop to do. Purges go the way of every purge, as whoever is signed in to the console. */
import { element } from "./element.ts";

/** Every reader has heard of a purge by then. */
const HEARD_MS = 1_700;

export interface PurgeWanted {
  readonly by: "url" | "surrogate-key";
  readonly values: readonly string[];
}

/** Purges, and says what came of it in words. */
export async function tryPurge(purge: PurgeWanted, name: string): Promise<readonly (Node | string)[]> {
  try {
    const answer = await fetch("/admin/api/purges", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
      body: JSON.stringify({ ...purge, mode: "hard", reason: `Tried in the overlay: ${name}` }),
    });
    if (answer.status === 401)
      return [
        "Only admins purge. ",
        element("a", { href: "/admin", target: "_blank", rel: "noopener" }, "Sign in to the console"),
        ", then purge again.",
      ];
    const told = (await answer.json()) as { epoch?: number; seq?: number; detail?: string; title?: string };
    if (!answer.ok) return [`Not purged: ${told.detail ?? told.title}`];
    setTimeout(() => location.reload(), HEARD_MS);
    return [`${name} is purged as ${told.epoch}.${told.seq}. The page comes again as soon as every reader has heard of it.`];
  } catch (error) {
    return [`Not purged: ${error}`];
  }
}

/** Becomes one of the demo's customers, or a guest, and looks again. */
export async function signInAs(customer: string): Promise<void> {
  const [, market] = location.pathname.split("/");
  await fetch(`/${market}/_demo/sign-in`, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams({ customer }),
  });
  location.reload();
}
