/** A point of half a silhouette: distance from the axis, height. */
export type ProfilePoint = readonly [radius: number, y: number];
export type Profile = readonly ProfilePoint[];

/** A profile in short: radius and height, radius and height, from the top down. */
export function turning(text: TemplateStringsArray, ...values: readonly number[]): Profile {
  const written = text.reduce((before, part, i) => `${before}${values[i - 1]}${part}`);
  return written.split(", ").map((pair) => {
    const [radius = 0, y = 0] = pair.split(" ").map(Number);
    return [radius, y];
  });
}

/** The uppermost point of a profile: where a vessel opens. */
export function mouthOf(profile: Profile): ProfilePoint {
  return profile[0] as ProfilePoint;
}

/** The lowest point of a profile: what the thing stands on. */
export function footOf(profile: Profile): ProfilePoint {
  return profile.at(-1) as ProfilePoint;
}

/** The largest radius of a profile. */
export function widestOf(profile: Profile): number {
  return Math.max(...profile.map(([radius]) => radius));
}

type Point = readonly [r: number, y: number];
/** A cubic Bezier piece from where the one before it ended. */
export interface Piece {
  readonly from: Point;
  readonly one: Point;
  readonly two: Point;
  readonly to: Point;
}

/**
 * A smooth curve through a profile, top to bottom. Tangents are weighted by the length of the neighbouring
 * chords, so unevenly spaced points do not make the curve swing or kink.
 */
export function curveThrough(profile: Profile): readonly Piece[] {
  return profile.slice(1).map((to, i) => {
    const from = profile[i] as ProfilePoint;
    const length = distance(from, to);
    const [start, end] = [tangentAt(profile, i), tangentAt(profile, i + 1)];
    const chord: Point = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
    // An open end leans the way a natural spline does: half as far again as the chord, less the other end's lean.
    const leave = start ?? (end ? lean(chord, end) : chord);
    const arrive = end ?? (start ? lean(chord, start) : chord);
    return {
      from: [from[0], from[1]],
      one: [from[0] + (leave[0] * length) / 3, from[1] + (leave[1] * length) / 3],
      two: [to[0] - (arrive[0] * length) / 3, to[1] - (arrive[1] * length) / 3],
      to: [to[0], to[1]],
    };
  });
}

/** The radius of a curve at a height; beyond its ends, the radius there. */
export function radiusAt(curve: readonly Piece[], y: number): number {
  const piece = curve.find((one) => y <= one.to[1]) ?? (curve.at(-1) as Piece);
  let [low, high] = [0, 1];
  for (let step = 0; step < 24; step++) {
    const middle = (low + high) / 2;
    if (along(piece, middle)[1] < y) low = middle;
    else high = middle;
  }
  return along(piece, low)[0];
}

/** The same curve without its first and last few units of height. */
export function trimmed(curve: readonly Piece[], head: number, tail: number): readonly Piece[] {
  return curve.map((piece, i) => {
    const height = Math.max(1, Math.abs(piece.to[1] - piece.from[1]));
    const start = i === 0 ? Math.min(0.9, head / height) : 0;
    const end = i === curve.length - 1 ? 1 - Math.min(0.9 - start, tail / height) : 1;
    return between(piece, start, end);
  });
}

function between(piece: Piece, start: number, end: number): Piece {
  const [from, to] = [along(piece, start), along(piece, end)];
  const third = (end - start) / 3;
  const [leave, arrive] = [slope(piece, start), slope(piece, end)];
  return {
    from,
    one: [from[0] + leave[0] * third, from[1] + leave[1] * third],
    two: [to[0] - arrive[0] * third, to[1] - arrive[1] * third],
    to,
  };
}

function along({ from, one, two, to }: Piece, t: number): Point {
  const u = 1 - t;
  const at = (axis: 0 | 1) => u ** 3 * from[axis] + 3 * u * u * t * one[axis] + 3 * u * t * t * two[axis] + t ** 3 * to[axis];
  return [at(0), at(1)];
}

function slope({ from, one, two, to }: Piece, t: number): Point {
  const u = 1 - t;
  const at = (axis: 0 | 1) =>
    3 * u * u * (one[axis] - from[axis]) + 6 * u * t * (two[axis] - one[axis]) + 3 * t * t * (to[axis] - two[axis]);
  return [at(0), at(1)];
}

/** The tangent at a point; none at an open end. */
function tangentAt(profile: Profile, i: number): Point | undefined {
  const [before, here, after] = [profile[i - 1], profile[i] as ProfilePoint, profile[i + 1]];
  if (!before || !after) return undefined;
  const [back, ahead] = [distance(before, here), distance(here, after)];
  const blend = (axis: 0 | 1) =>
    (((here[axis] - before[axis]) / back) * ahead + ((after[axis] - here[axis]) / ahead) * back) / (back + ahead);
  return [blend(0), blend(1)];
}

function lean(chord: Point, other: Point): Point {
  return [(3 * chord[0] - other[0]) / 2, (3 * chord[1] - other[1]) / 2];
}

function distance(a: ProfilePoint, b: ProfilePoint): number {
  return Math.max(0.01, Math.hypot(b[0] - a[0], b[1] - a[1]));
}
