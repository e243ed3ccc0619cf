/** 1 to `max`, in plain digits; undefined for anything else. */
export function readNumber(text: string, max = Number.MAX_SAFE_INTEGER): number | undefined {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= max ? number : undefined;
}
