import { d, ellipse, type Geometry, path } from "./geometry.ts";
import { hex, type Pigment } from "./pigments.ts";
import { curveThrough, footOf, mouthOf, type Piece, type Profile, radiusAt, trimmed } from "./profile.ts";
import { FLAT, INSIDE, type Stops } from "./shading.ts";
import type { Fill, Sheet } from "./sheet.ts";

/** How round an edge seen from slightly above looks: height of the ellipse over its width. */
export const TILT = 0.13;

export interface TurnOptions {
  readonly tilt?: number;
  readonly stops?: Stops;
  readonly fill?: Fill;
  /** Strength of the sheen; 0 for cloth and for parts too small to show one. */
  readonly sheen?: number;
  /** How far the base is rounded off. */
  readonly foot?: number;
  /** Open at the top, showing an inside of this pigment. */
  readonly open?: Pigment | undefined;
  /** Closed at the top by a face of this pigment. */
  readonly top?: Pigment;
  readonly rim?: Pigment | undefined;
  readonly rimWidth?: number;
}

/** A thing turned on a lathe, standing. */
export interface Turned {
  readonly cx: number;
  readonly tilt: number;
  readonly outline: Geometry;
  readonly curve: readonly Piece[];
}

/** Turns half a profile, listed from the top down, into a shaded round body. */
export function turn(sheet: Sheet, cx: number, profile: Profile, pigment: Pigment, options: TurnOptions = {}): Turned {
  const { tilt = TILT, sheen = 0.3, foot = 8 } = options;
  const curve = curveThrough(raised(profile, foot));
  const [mouthRadius, mouthY] = mouthOf(profile);
  const mouth = ellipse(cx, mouthY, mouthRadius, mouthRadius * tilt);
  const outline = path(silhouette(cx, curve, tilt, foot));
  sheet.body(outline, options.fill ?? sheet.gradient(pigment, options.stops));
  if (sheen > 0) sheet.paint(path(sheenStrip(cx, curve, tilt)), "#fff", `opacity="${sheen}"`);
  if (options.open) sheet.paint(mouth, sheet.gradient(options.open, INSIDE));
  if (options.top) sheet.paint(mouth, sheet.gradient(options.top, FLAT));
  if (options.open || options.top || options.rim) edge(sheet, cx, profile, tilt, options);
  return { cx, tilt, outline, curve };
}

/** The silhouette of a profile as path data. */
export function outlineOf(cx: number, profile: Profile, foot: number): string {
  return silhouette(cx, curveThrough(raised(profile, foot)), TILT, foot);
}

/** A band painted round a turned body. */
export function band(sheet: Sheet, turned: Turned, y: number, height: number, pigment: Pigment): void {
  const { cx, tilt, curve } = turned;
  const [upper, lower] = [radiusAt(curve, y), radiusAt(curve, y + height)];
  const data = d`M${cx - upper} ${y}A${upper} ${upper * tilt} 0 0 0 ${cx + upper} ${y}L${cx + lower} ${y + height}A${lower} ${lower * tilt} 0 0 1 ${cx - lower} ${y + height}Z`;
  sheet.paint(path(data), sheet.gradient(pigment));
  sheet.seam(ringAt(turned, y));
  sheet.seam(ringAt(turned, y + height));
}

/** Everything of a turned body below a height, dipped in another pigment. */
export function dip(sheet: Sheet, turned: Turned, y: number, pigment: Pigment): void {
  const { cx, tilt, curve } = turned;
  const reach = Math.max(...curve.flatMap((piece) => [piece.from[0], piece.to[0]])) + 2;
  const data = d`M${cx - reach} ${y}A${reach} ${reach * tilt} 0 0 0 ${cx + reach} ${y}V900H${cx - reach}Z`;
  sheet.within(turned.outline, () => {
    sheet.paint(path(data), sheet.gradient(pigment));
    sheet.paint(path(sheenStrip(cx, curve, tilt)), "#fff", 'opacity=".18"');
  });
  sheet.seam(ringAt(turned, y));
}

/** The front half of the ring round a turned body at a height. */
function ringAt({ cx, tilt, curve }: Turned, y: number): string {
  const radius = radiusAt(curve, y);
  return d`M${cx - radius} ${y}A${radius} ${radius * tilt} 0 0 0 ${cx + radius} ${y}`;
}

/** A line from mouth to foot, at a share of the radius from the axis: -1 is the left edge, 0 the middle. */
export function meridian({ cx, tilt, curve }: Turned, share: number): string {
  const at = projected(cx, tilt, share);
  return `M${at((curve[0] as Piece).from)}${curve.map(({ one, two, to }) => `C${at(one)} ${at(two)} ${at(to)}`).join("")}`;
}

function edge(sheet: Sheet, cx: number, profile: Profile, tilt: number, { rim, rimWidth = 9 }: TurnOptions): void {
  const [radius, y] = mouthOf(profile);
  const data = d`M${cx - radius} ${y}a${radius} ${radius * tilt} 0 1 0 ${2 * radius} 0a${radius} ${radius * tilt} 0 1 0 ${-2 * radius} 0Z`;
  if (rim) sheet.line(data, hex(rim), rimWidth);
  else sheet.seam(data);
}

function raised(profile: Profile, foot: number): Profile {
  const [radius, y] = footOf(profile);
  return [...profile.slice(0, -1), [radius, y - foot]];
}

/** Closed outline: down the left, round the base, up the right, over the back of the mouth. */
function silhouette(cx: number, curve: readonly Piece[], tilt: number, foot: number): string {
  const mouth = (curve[0] as Piece).from;
  const base = (curve.at(-1) as Piece).to;
  const left = curve.map(({ one, two, to }) => d`C${cx - one[0]} ${one[1]} ${cx - two[0]} ${two[1]} ${cx - to[0]} ${to[1]}`);
  const right = curve
    .toReversed()
    .map(({ from, one, two }) => d`C${cx + two[0]} ${two[1]} ${cx + one[0]} ${one[1]} ${cx + from[0]} ${from[1]}`);
  const over = d`A${mouth[0]} ${mouth[0] * tilt} 0 0 0 ${cx - mouth[0]} ${mouth[1]}Z`;
  return d`M${cx - mouth[0]} ${mouth[1]}` + left.join("") + underside(cx, base, curve.at(-1) as Piece, tilt, foot) + right.join("") + over;
}

/** The base: each side eases out of its own direction into the ellipse on which the thing stands. */
function underside(cx: number, [radius, y]: readonly [number, number], last: Piece, tilt: number, foot: number): string {
  const angle = 0.87;
  const drop = y + foot + radius * tilt * Math.sin(angle);
  const inward = radius * Math.cos(angle);
  const length = Math.hypot(last.to[0] - last.two[0], last.to[1] - last.two[1]) || 1;
  const reach = foot * 0.6 + radius * tilt * 0.3;
  const leave = [radius + ((last.to[0] - last.two[0]) / length) * reach, y + ((last.to[1] - last.two[1]) / length) * reach] as const;
  const arrive = [inward + radius * Math.sin(angle) * 0.3, drop - radius * tilt * Math.cos(angle) * 0.3] as const;
  return (
    d`C${cx - leave[0]} ${leave[1]} ${cx - arrive[0]} ${arrive[1]} ${cx - inward} ${drop}` +
    d`A${radius} ${radius * tilt} 0 0 0 ${cx + inward} ${drop}` +
    d`C${cx + arrive[0]} ${arrive[1]} ${cx + leave[0]} ${leave[1]} ${cx + radius} ${y}`
  );
}

/** A strip of light on the left, between 60 and 74 percent of the radius. */
function sheenStrip(cx: number, curve: readonly Piece[], tilt: number): string {
  const short = trimmed(curve, 14, 6);
  const [outer, inner] = [projected(cx, tilt, -0.74), projected(cx, tilt, -0.6)];
  const down = short.map(({ one, two, to }) => `C${outer(one)} ${outer(two)} ${outer(to)}`);
  const up = short.toReversed().map(({ from, one, two }) => `C${inner(two)} ${inner(one)} ${inner(from)}`);
  return `M${outer((short[0] as Piece).from)}${down.join("")}L${inner((short.at(-1) as Piece).to)}${up.join("")}Z`;
}

// Whole units will do: what is drawn with it is faint.
/** Where a point of the profile lands when its surface is turned to a share of the radius, on the near side. */
function projected(cx: number, tilt: number, share: number) {
  return ([radius, y]: readonly [number, number]) =>
    `${Math.round(cx + radius * share)} ${Math.round(y + radius * tilt * Math.sqrt(1 - share * share))}`;
}
