const PLACE = /^ {4}at .*:\d+:\d+\)?$/;

/** Where an error came from, innermost first: the frames of its stack below its text, of which a line may look like one. */
export function placesOf({ message, stack = "" }: Error): string[] {
  const [, ...rest] = stack.split(message);
  const frames = rest.join(message).split("\n");
  return frames.filter((line) => PLACE.test(line)).map((line) => line.trim());
}
