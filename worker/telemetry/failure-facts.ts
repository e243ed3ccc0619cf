import { placesOf } from "#contract/places-of";

const MAX_TEXT = 200;
const MAX_PLACES = 5;

/**
 * What a line of the log may tell of an error inside: its class and where it came from. Its text only where somebody chose the
 * words, here or in the platform: an engine's and a decoder's quote what they were given, and that may be a visitor's.
 */
export function failureFacts(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error)) return { error: "unknown" };
  const places = placesOf(error).slice(0, MAX_PLACES);
  return { error: error.name, ...textOf(error), stack: places.join(", ") };
}

function textOf(error: Error): { readonly message?: string } {
  const chosen = error.cause instanceof Error ? error.cause : error;
  return chosen.constructor === Error ? { message: chosen.message.slice(0, MAX_TEXT) } : {};
}
