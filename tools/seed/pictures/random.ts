/** One way a form can turn out: what it is, the words that ask for it, and whether it waits to be asked. */
export type Kind<T> = readonly [value: T, words?: string, only?: "only"];

/** A seeded source of choices: the same seed gives the same sequence on every machine. */
export interface Random {
  between(low: number, high: number): number;
  pick<T>(choices: readonly T[]): T;
  chance(probability: number): boolean;
  /**
   * A choice in which the seed has a say. Seeds are mostly handles, and a `round-board` had better be round:
   * chance decides among the kinds with the most words in the seed, and among all of them when none has any.
   */
  kind<T>(kinds: readonly Kind<T>[]): T;
}

/** Forms with the same seed differ; the form itself is not one of the seed's words. */
export function seededRandom(form: string, seed: string): Random {
  const next = mulberry32(hash(`${form} ${seed}`));
  const asked = seed
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
  const pick = <T>(choices: readonly T[]) => choices[Math.floor(next() * choices.length)] as T;
  return {
    between: (low, high) => low + next() * (high - low),
    pick,
    chance: (probability) => next() < probability,
    kind: <T>(kinds: readonly Kind<T>[]) => {
      const score = ([, words = ""]: Kind<T>) => words.split(" ").filter((word) => asked.includes(word)).length;
      const best = Math.max(...kinds.map(score));
      return pick(kinds.filter((one) => (best > 0 ? score(one) === best : one[2] !== "only")))[0];
    },
  };
}

/** Small, fast, and good enough to choose a profile. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** FNV-1a over UTF-16 code units. */
function hash(text: string): number {
  let value = 2166136261;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  return value;
}
