const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** A new id: 26 characters, sorts by the millisecond it was made in, and cannot be guessed (80 random bits). */
export function newId(now: number): string {
  let time = "";
  for (let rest = now, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = ALPHABET.charAt(rest % 32) + time;
  const random = crypto.getRandomValues(new Uint8Array(16));
  return time + Array.from(random, (byte) => ALPHABET.charAt(byte % 32)).join("");
}
