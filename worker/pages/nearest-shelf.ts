import type { Navigation } from "#contract/pages";

interface Shelf {
  readonly handle: string;
  readonly title: string;
}

/** Below this likeness a guess is worse than none. */
const LIKE_ENOUGH = 0.5;

/** The room or shelf whose handle is most like the one that was asked for. */
export function nearestShelf(navigation: Navigation | null, handle: string): Shelf | undefined {
  const shelves: readonly Shelf[] = navigation?.rooms.flatMap((room) => [room, ...room.collections]) ?? [];
  const ranked = shelves.map((shelf) => ({ shelf, likeness: likeness(shelf.handle, handle) })).toSorted((a, b) => b.likeness - a.likeness);
  const [best] = ranked;
  return best !== undefined && best.likeness >= LIKE_ENOUGH ? best.shelf : undefined;
}

/** Dice's coefficient of the letter pairs of both: 1 for the same, 0 for nothing in common. */
function likeness(a: string, b: string): number {
  const [left, right] = [pairs(a), pairs(b)];
  if (left.size + right.size === 0) return 0;
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return (2 * shared) / (left.size + right.size);
}

function pairs(text: string): ReadonlySet<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2)));
}
