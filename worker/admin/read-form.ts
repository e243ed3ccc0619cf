/** The fields of a form that was posted. Read as bytes: the runtime warns when the text of an urlencoded body is asked for. */
export async function readForm(bytes: Promise<ArrayBuffer>): Promise<URLSearchParams> {
  return new URLSearchParams(new TextDecoder().decode(await bytes));
}
