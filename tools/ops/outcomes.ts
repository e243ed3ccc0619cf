/** How a command ends when it does not end well. The message says what to do. */

/** The shop cannot be reached, or what answers is no shop. */
export class Unreachable extends Error {}

/** The command line asks for something that cannot be. */
export class Unusable extends Error {}

/** The shop says no. */
export class Refused extends Error {}

/** The person at the terminal says no. */
export class Declined extends Error {}

/** The person at the terminal breaks off. */
export class Interrupted extends Error {}
