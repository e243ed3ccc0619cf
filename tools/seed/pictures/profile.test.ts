import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { curveThrough, type Piece, type Profile, radiusAt, trimmed, turning } from "./profile.ts";

/** Profiles as forms write them: heights going down, radii anything a lathe can hold. */
const profiles: fc.Arbitrary<Profile> = fc
  .array(fc.record({ radius: fc.integer({ min: 8, max: 240 }), fall: fc.integer({ min: 12, max: 200 }) }), { minLength: 2, maxLength: 7 })
  .map((steps) => steps.map(({ radius }, i) => [radius, steps.slice(0, i + 1).reduce((y, { fall }) => y + fall, 0)]));

const direction = (from: readonly [number, number], to: readonly [number, number]) => Math.atan2(to[1] - from[1], to[0] - from[0]);

describe("the curve of a profile", () => {
  test("passes through every point", () => {
    fc.assert(
      fc.property(profiles, (profile) => {
        const curve = curveThrough(profile);
        expect(curve.map(({ to }) => to)).toEqual(profile.slice(1));
        expect(curve.map(({ from }) => from)).toEqual(profile.slice(0, -1));
      }),
    );
  });

  test("never kinks where two pieces meet", () => {
    fc.assert(
      fc.property(profiles, (profile) => {
        const curve = curveThrough(profile);
        for (const [i, after] of curve.slice(1).entries()) {
          const before = curve[i] as Piece;
          const turn = direction(before.two, before.to) - direction(after.from, after.one);
          expect(Math.abs(Math.sin(turn))).toBeLessThan(1e-6);
        }
      }),
    );
  });

  test("knows its radius at its own points", () => {
    const profile = turning`106 330, 120 420, 152 620, 156 800`;
    const curve = curveThrough(profile);
    for (const [radius, y] of profile) expect(radiusAt(curve, y)).toBeCloseTo(radius, 2);
  });

  test("loses only its ends when it is trimmed", () => {
    const curve = trimmed(curveThrough(turning`100 300, 120 500, 90 800`), 14, 6);
    expect(curve[0]?.from[1]).toBeGreaterThan(305);
    expect(curve.at(-1)?.to[1]).toBeLessThan(799);
    expect(curve[0]?.to).toEqual([120, 500]);
  });
});
