/** A mistake in a fragment's code: the message names the fragment, what it did and the fix. */
export class FragmentMistake extends Error {}
