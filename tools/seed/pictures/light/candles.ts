import type { DrawForm } from "../form.ts";
import { d, path } from "../geometry.ts";
import { turn } from "../lathe.ts";
import { PIGMENTS, type Pigment } from "../pigments.ts";
import { mouthOf, type Profile, turning } from "../profile.ts";
import type { Sheet } from "../sheet.ts";

type Taper = readonly [x: number, top: number, wax: Pigment];

const TURNED: Profile = turning`30 634, 27 660, 13 690, 13 748, 52 784, 60 800`;
const SPOOL: Profile = turning`32 640, 30 664, 14 684, 28 712, 14 742, 46 776, 58 800`;
const CONIC: Profile = turning`28 640, 22 680, 30 740, 62 800`;
const BALL: Profile = turning`30 690, 24 712, 54 744, 58 772, 38 800`;

/** Candles, lit: tapers in turned sticks, or pillars standing on a dish. */
export const candles: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const extra = random.pick([PIGMENTS.butter, PIGMENTS.rose, PIGMENTS.sky, PIGMENTS.tomato]);
  if (random.kind([[false, "three pair dinner"], [false], [true, "pillar plain"]])) return pillars(sheet, [body, extra, rim]);
  const stick = random.pick([TURNED, TURNED, SPOOL, CONIC, BALL]);
  const metal = PIGMENTS.brass;
  const seat = mouthOf(stick)[1];
  const lift = random.between(-40, 40);
  const all: readonly Taper[] = random.kind<readonly Taper[]>([
    [
      [
        [284, 350, body],
        [412, 230, rim],
        [530, 420, extra],
      ],
      "three",
    ],
    [
      [
        [320, 300 + lift, body],
        [478, 400 - lift, rim],
      ],
      "pair two",
    ],
    [
      [
        [290, 420, extra],
        [408, 340, body],
        [522, 240, rim],
      ],
    ],
  ]);
  for (const [x, y, wax] of all) {
    sheet.shadow(x, 800, 62);
    turn(sheet, x, turning`16 ${y}, 20 ${seat + 8}`, wax, { tilt: 0.16, sheen: 0.2, top: wax, foot: 2 });
    flame(sheet, x, y);
    turn(sheet, x, stick, metal, { sheen: 0.3, foot: 4 });
  }
  const first = all[0] as Taper;
  const measured = { left: first[0] - 60, right: first[0] + 60, top: first[1], bottom: 808 };
  return { measured, round: true, reach: 224, focus: [420, seat - 40], zoom: 0.5 };
};

function pillars(sheet: Sheet, [tall, middle, low]: readonly [Pigment, Pigment, Pigment]) {
  const y = sheet.random.between(400, 470);
  const dish = PIGMENTS.brass;
  sheet.shadow(400, 804, 214, 0.1);
  turn(sheet, 400, turning`214 778, 190 796, 170 806`, dish, { top: dish, sheen: 0, foot: 2 });
  for (const [x, top, foot, radius, wax] of [
    [352, y, 774, 64, tall],
    [486, y + 120, 780, 56, middle],
    [412, y + 196, 796, 50, low],
  ] as const) {
    turn(sheet, x, turning`${radius} ${top}, ${radius} ${foot}`, wax, { top: wax, sheen: 0.16, foot: 4 });
    flame(sheet, x, top);
  }
  return { measured: { left: 288, right: 416, top: y, bottom: 800 }, round: true, reach: 186, focus: [410, y + 90], zoom: 0.5 } as const;
}

/** A wick and its flame on a candle whose top is at y. */
function flame(sheet: Sheet, x: number, y: number): void {
  sheet.glow(x, y - 40, 74, 84);
  sheet.line(d`M${x} ${y}v-16`, "#2a2420", 4);
  sheet.paint(path(d`M${x} ${y - 66}c17 26 18 48 0 52c-18 -4 -17 -26 0 -52Z`), "#ffc64a");
  sheet.paint(path(d`M${x} ${y - 46}c7 12 8 26 0 29c-8 -3 -7 -17 0 -29Z`), "#fff3c8");
}
