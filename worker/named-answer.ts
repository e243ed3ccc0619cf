import { answerOf, CALL_FIELD } from "#contract/own-answer";

/** A response as our origin gives it, which says what call it answers, unless it says something of that itself. */
export function named(response: Response, url: string, { method = "GET", headers }: RequestInit = {}): Response {
  const answer = new Response(response.body, response);
  const name = new Headers(headers).get(CALL_FIELD) ?? "";
  if (!answer.headers.has(CALL_FIELD)) answer.headers.set(CALL_FIELD, answerOf(name, method, url));
  return answer;
}
