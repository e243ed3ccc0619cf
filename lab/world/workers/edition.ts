import type { Edition } from "../control.ts";

/** The origin's answer, with the edition in its title if it is the page of that product. */
export async function inEdition(edition: Edition | null, path: string, ask: () => Promise<Response>): Promise<Response> {
  const answer = await ask();
  if (!edition || !answer.ok || path !== `/v1/pages/product/${edition.handle}`) return answer;
  const body: { page: { title: string } } = await answer.json();
  const page = { ...body.page, title: `${body.page.title}, edition ${edition.number}` };
  return Response.json({ ...body, page }, { headers: answer.headers });
}
