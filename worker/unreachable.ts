/** What was asked for is kept by an object that did not answer: nothing is known of it, and it may be asked again. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}
