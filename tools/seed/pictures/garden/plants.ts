import { count, d, ellipse, path } from "../geometry.ts";
import { daisies, leafy, tulips } from "../glass/stems.ts";
import { hex, PIGMENTS } from "../pigments.ts";
import type { Kind } from "../random.ts";
import type { Sheet } from "../sheet.ts";

/** Draws a plant growing out of a pot whose mouth is at (400, y). */
export type Plant = (sheet: Sheet, y: number) => void;

const agave: Plant = (sheet, y) => {
  const tall = sheet.random.between(230, 320);
  for (const i of [0, 8, 1, 7, 2, 6, 3, 5, 4]) {
    const length = tall * (0.8 + 0.2 * Math.cos(i - 4)) + sheet.random.between(0, 40);
    sheet.turned((i - 4) * 12, 400, y + 20, () => {
      sheet.body(
        path(
          d`M400 ${y + 40}C372 ${y - 20} 376 ${y - length * 0.5} 400 ${y + 20 - length}C424 ${y - length * 0.5} 428 ${y - 20} 400 ${y + 40}Z`,
        ),
        hex(PIGMENTS.leaf, ((i % 3) - 1) * 0.06),
      );
      sheet.stroke(d`M400 ${y + 30}V${y + 50 - length}`, hex(PIGMENTS.leaf, 0.14), 4);
    });
  }
};

const roundLeaves: Plant = (sheet, y) => {
  for (const i of [0, 6, 1, 5, 2, 4, 3]) {
    const side = i - 3;
    const [x, top] = [400 + side * 62, y - 284 + Math.abs(side) * 44 + sheet.random.between(-16, 16)];
    sheet.line(d`M400 ${y + 30}Q${400 + side * 16} ${y - 120} ${x} ${top}`, hex(PIGMENTS.leaf, -0.08), 7);
    sheet.turned(side * 18, x, top, () => {
      sheet.body(ellipse(x, top, 46, 32), hex(PIGMENTS.leaf, i % 2 ? 0.07 : 0));
      sheet.stroke(d`M${x - 24} ${top}h48`, hex(PIGMENTS.leaf, i % 2 ? -0.02 : -0.08), 3);
    });
  }
};

const topiary: Plant = (sheet, y) => {
  const [cy, rx, ry] = [y - 160, sheet.random.between(132, 168), sheet.random.between(128, 158)];
  sheet.tube(d`M400 ${y + 20}V${cy}`, PIGMENTS.walnut, 16);
  sheet.body(ellipse(400, cy, rx, ry), hex(PIGMENTS.moss, -0.05));
  for (const size of [66, 54, 42]) {
    const clumps = count(11).map(() => {
      const [angle, far] = [sheet.random.between(0, 6.28), Math.sqrt(sheet.random.between(0, 1))];
      return d`M${400 + far * rx * 0.9 * Math.cos(angle)} ${cy + far * ry * 0.9 * Math.sin(angle)}h0`;
    });
    sheet.stroke(clumps.join(""), hex(PIGMENTS.moss, (66 - size) * 0.005), size);
  }
};

const cactus: Plant = (sheet, y) => {
  const tall = sheet.random.between(190, 290);
  sheet.tube(d`M440 ${y - tall * 0.34}H498Q520 ${y - tall * 0.34} 520 ${y - tall * 0.5}V${y - tall * 0.74}`, PIGMENTS.leaf, 46);
  if (sheet.random.chance(0.6))
    sheet.tube(d`M360 ${y - tall * 0.2}H316Q292 ${y - tall * 0.2} 292 ${y - tall * 0.36}V${y - tall * 0.5}`, PIGMENTS.leaf, 42);
  sheet.body(
    path(d`M344 ${y + 20}V${y - tall + 50}Q346 ${y - tall - 10} 400 ${y - tall - 12}Q454 ${y - tall - 10} 456 ${y - tall + 50}V${y + 20}Z`),
    sheet.gradient(PIGMENTS.leaf),
  );
  sheet.stroke(
    d`M366 ${y}V${y - tall + 46}M388 ${y}V${y - tall + 20}M412 ${y}V${y - tall + 20}M434 ${y}V${y - tall + 46}`,
    hex(PIGMENTS.leaf, 0.13),
    3,
    'stroke-dasharray="1 13"',
  );
};

const swords: Plant = (sheet, y) => {
  for (const [i, side] of [-2, 2, -1, 1, 0].entries()) {
    const [height, x] = [300 - Math.abs(side) * 40 + sheet.random.between(-26, 26), 400 + side * 34];
    sheet.turned(side * 5, x, y, () => {
      const leaf = path(
        d`M${x - 18} ${y + 30}C${x - 40} ${y - height * 0.4} ${x - 22} ${y - height * 0.8} ${x + 4} ${y - height}C${x + 26} ${y - height * 0.7} ${x + 36} ${y - height * 0.3} ${x + 18} ${y + 30}Z`,
      );
      sheet.body(leaf, hex(PIGMENTS.moss, -0.02 + (i % 2) * 0.04), `stroke="${hex(PIGMENTS.butter, -0.06)}" stroke-width="5"`);
      sheet.stroke(
        count(5)
          .map((k) => d`M${x - 16} ${y - height * (0.12 + k * 0.14)}q14 10 30 -2`)
          .join(""),
        hex(PIGMENTS.moss, 0.1),
        6,
      );
    });
  }
};

const trailing: Plant = (sheet, y) => {
  const ends = [
    [236, 130],
    [268, -40],
    [560, 150],
    [540, -60],
    [404, -120],
    [340, -110],
    [470, -110],
  ] as const;
  for (const [i, [x, drop]] of ends.entries()) {
    const lift = y - 90 - (i % 3) * 26;
    sheet.line(d`M400 ${y + 14}Q${(400 + x * 2) / 3} ${lift} ${x} ${y + drop}`, hex(PIGMENTS.moss, -0.04), 5);
    const leaves = count(6).map((k) => {
      const t = (k + 1.2) / 7;
      const side = k % 2 ? 1 : -1;
      const px = (1 - t) ** 2 * 400 + 2 * t * (1 - t) * ((400 + x * 2) / 3) + t * t * x + side * 13;
      const py = (1 - t) ** 2 * (y + 14) + 2 * t * (1 - t) * lift + t * t * (y + drop);
      return d`M${px - 19} ${py - side * 11}A22 16 ${side * 30} 1 0 ${px + 19} ${py + side * 11}A22 16 ${side * 30} 1 0 ${px - 19} ${py - side * 11}Z`;
    });
    sheet.body(path(leaves.join("")), hex(PIGMENTS.leaf, (i % 3) * 0.05 - 0.04));
  }
};

/** Upright plants are drawn before their pot; the trailing one hangs over its edge and is drawn after. */
export const UPRIGHT: readonly Kind<Plant>[] = [
  [agave, "terrace"],
  [roundLeaves, "cuttings fern"],
  [topiary, "lemon olive"],
  [cactus, "cactus"],
  [swords, "desk"],
  [leafy, "herb"],
  [daisies, "geranium"],
  [tulips, "bulb"],
];
export { trailing };
