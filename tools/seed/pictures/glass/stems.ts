import { circle, count, d, ellipse, path } from "../geometry.ts";
import { hex, PIGMENTS, type Pigment } from "../pigments.ts";
import type { Kind } from "../random.ts";
import type { Sheet } from "../sheet.ts";

/** Draws a bunch whose stems leave the mouth of a vase at (400, y). */
export type Bunch = (sheet: Sheet, y: number) => void;

const STEM = 6;

export const daisies: Bunch = (sheet, y) => {
  const places = sheet.random.pick<readonly (readonly [number, number])[]>([
    [
      [300, 292],
      [420, 352],
      [505, 258],
    ],
    [
      [318, 330],
      [388, 246],
      [474, 330],
      [520, 214],
    ],
    [
      [340, 300],
      [462, 340],
    ],
  ]);
  for (const [x, up] of places) {
    stem(sheet, y, x, y - up);
    flower(sheet, x, y - up, sheet.random.pick([PIGMENTS.butter, PIGMENTS.tomato, PIGMENTS.rose, PIGMENTS.white]));
  }
};

export const tulips: Bunch = (sheet, y) => {
  const pigment = sheet.random.pick([PIGMENTS.tomato, PIGMENTS.butter, PIGMENTS.rose]);
  for (const i of count(5)) {
    const [x, top] = [400 + (i - 2) * 62, y - 300 + Math.abs(i - 2) * 44 + sheet.random.between(-14, 14)];
    stem(sheet, y, x, top);
    const lean = (i - 2) * 9;
    sheet.turned(lean, x, top, () => {
      sheet.body(
        path(
          d`M${x - 27} ${top - 42}Q${x - 12} ${top - 34} ${x} ${top - 54}Q${x + 12} ${top - 34} ${x + 27} ${top - 42}C${x + 36} ${top + 6} ${x + 16} ${top + 20} ${x} ${top + 20}C${x - 16} ${top + 20} ${x - 36} ${top + 6} ${x - 27} ${top - 42}Z`,
        ),
        sheet.gradient(pigment),
      );
    });
    if (i % 2 === 0) blade(sheet, 400 + (i - 2) * 10, y, 400 + (i - 2) * 92, y - 190);
  }
};

export const leafy: Bunch = (sheet, y) => {
  const tall = sheet.random.between(290, 340);
  for (const s of count(4)) {
    const spread = s - 1.5;
    const [x, top] = [400 + spread * 95, y - tall + Math.abs(spread) * 60];
    stem(sheet, y, x, top);
    for (const side of [-1, 1]) {
      const leaves = count(5)
        .map((i) => (i + 1.4) / 6)
        .map((up) => leaf(400 + (x - 400) * up * up, y + (top - y) * up, side));
      sheet.body(path(leaves.join("")), hex(PIGMENTS.leaf, spread * 0.015 - 0.03 + side * 0.04));
    }
  }
};

const grasses: Bunch = (sheet, y) => {
  const pigment = sheet.random.pick([PIGMENTS.straw, PIGMENTS.oat, PIGMENTS.rose]);
  for (const i of count(6)) {
    const [x, top] = [400 + (i - 2.5) * 56, y - 330 + Math.abs(i - 2.5) * 40];
    stem(sheet, y, x, top);
    sheet.turned((i - 2.5) * 11, x, top, () => sheet.body(ellipse(x, top - 6, 17, 62), sheet.gradient(pigment)));
  }
};

const berries: Bunch = (sheet, y) => {
  const pigment = sheet.random.pick([PIGMENTS.tomato, PIGMENTS.white, PIGMENTS.sky]);
  const twigs = ["M400 0Q396 -170 330 -330M384 -150Q430 -210 500 -262M362 -246Q300 -262 262 -236M440 -208Q452 -262 446 -318"];
  sheet.moved(d`translate(0 ${y})`, () => {
    sheet.line(twigs.join(""), hex(PIGMENTS.walnut, 0.08), 7);
    for (const [x, up] of [
      [330, 330],
      [352, 286],
      [300, 256],
      [262, 236],
      [500, 262],
      [466, 236],
      [446, 318],
      [444, 270],
      [404, 190],
      [378, 210],
    ] as const) {
      sheet.body(circle(x, -up, sheet.random.between(13, 18)), sheet.gradient(pigment));
    }
  });
};

export const BUNCHES: readonly Kind<Bunch>[] = [
  [daisies, "market window thimble"],
  [tulips, "tulip"],
  [leafy, "kitchen"],
  [grasses, "dry"],
  [berries, "branch"],
];

function stem(sheet: Sheet, y: number, x: number, top: number): void {
  sheet.line(d`M400 ${y + 6}Q${400 + (x - 400) * 0.25} ${y - (y - top) * 0.5} ${x} ${top}`, hex(PIGMENTS.moss, 0.06), STEM);
}

function blade(sheet: Sheet, x: number, y: number, tipX: number, tipY: number): void {
  sheet.body(
    path(
      d`M${x - 8} ${y}Q${x + (tipX - x) * 0.2 - 16} ${tipY + 60} ${tipX} ${tipY}Q${x + (tipX - x) * 0.6 + 16} ${tipY + 80} ${x + 8} ${y}Z`,
    ),
    hex(PIGMENTS.leaf, -0.03),
  );
}

function flower(sheet: Sheet, x: number, y: number, pigment: Pigment): void {
  for (const parity of [0, 1]) {
    const petals = count(7).filter((i) => i % 2 === parity);
    const rounds = petals.map((i) => disc(x + 30 * Math.cos((i / 7) * 2 * Math.PI), y + 30 * Math.sin((i / 7) * 2 * Math.PI), 21));
    sheet.body(path(rounds.join("")), hex(pigment, parity ? -0.03 : 0.02));
  }
  sheet.body(circle(x, y, 17), hex(PIGMENTS.brass, -0.08));
}

function disc(x: number, y: number, r: number): string {
  return d`M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

function leaf(x: number, y: number, side: number): string {
  return d`M${x} ${y}q${side * 26} -34 ${side * 58} -26q${-side * 18} 34 ${-side * 58} 26Z`;
}
