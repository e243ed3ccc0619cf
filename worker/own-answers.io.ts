/** The way to the origin on which every call has a name, so that no answer is taken for that of another, or of something else on the way. */
import { ANYBODYS, answerOf, CALL_FIELD } from "#contract/own-answer";
import type { Send } from "./origin-fetch.io.ts";

/** What a call rejects with when nothing says that what came is the answer to it. */
export const FOREIGN = new Error("the answer is not to this call");

/** Whatever answers here may be another service than the one that names calls: its frames bear the batch's name. One that it gives has to be right all the same. */
const ANSWERED_BY_FRAMES = "/v1/fragments";

/**
 * That a call failed anybody may say: a 5xx needs no name. An origin that never names calls is taken at its word; one that did
 * once always does, so that what comes without a name is from then on somebody else's, frames excepted.
 */
export function ownAnswers(send: Send): Send {
  let isNaming = false;
  return async (url, init) => {
    // What a body asks is one caller's alone.
    const name = init.body == null ? ANYBODYS : crypto.randomUUID();
    const headers = new Headers(init.headers);
    headers.set(CALL_FIELD, name);
    const response = await send(url, { ...init, headers });
    const answered = response.headers.get(CALL_FIELD);
    const isOwn = answered === answerOf(name, init.method ?? "GET", url);
    isNaming ||= isOwn;
    const mayBeNameless = !isNaming || new URL(url).pathname === ANSWERED_BY_FRAMES;
    if (isOwn || response.status >= 500 || (answered === null && mayBeNameless)) return response;
    response.body?.cancel().catch(() => {});
    throw FOREIGN;
  };
}
