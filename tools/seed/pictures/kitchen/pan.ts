import { decorate } from "../decoration.ts";
import type { DrawForm, Pair } from "../form.ts";
import { d, path } from "../geometry.ts";
import { turn } from "../lathe.ts";
import { knob } from "../parts.ts";
import { hex, PIGMENTS } from "../pigments.ts";
import { turning } from "../profile.ts";
import type { Sheet } from "../sheet.ts";

const DEEP = { y: 590, radius: 186, foot: 168, lids: true };
const MIDDLE = { y: 636, radius: 206, foot: 186, lids: true };
const LOW = { y: 706, radius: 226, foot: 178, lids: false };
const SMALL = { y: 640, radius: 158, foot: 140, lids: true };

/** A pan with one long handle, low or deep, some with a lid, some with a lip for pouring. */
export const pan: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const { y, radius, foot, lids } = random.kind([
    [DEEP, "milk"],
    [MIDDLE, "sauce"],
    [LOW, "egg frying skillet"],
    [SMALL, "butter"],
  ]);
  const cx = 350;
  const lid = random.kind([[lids, "sauce iron"], [false], [false, "milk butter"]]);
  const lip = !lid && random.chance(0.4);
  const [root, drop] = [cx + radius - 8, y + Math.min(52, (800 - y) * 0.36)];
  const rise = random.between(24, 60);
  sheet.shadow(cx + 10, 800, radius);
  sheet.tube(
    d`M${root} ${drop}C${root + 80} ${drop - rise * 0.4} ${root + 140} ${drop - rise * 0.8} ${root + 206} ${drop - rise}`,
    random.pick([rim, rim, PIGMENTS.oak]),
    30,
  );
  sheet.line(d`M${root + 184} ${drop - rise * 0.88}l12 -${rise * 0.06 + 2}`, hex(PIGMENTS.ink), 7);
  if (lip)
    sheet.body(
      path(
        d`M${cx - radius + 26} ${y + 14}Q${cx - radius - 6} ${y + 2} ${cx - radius - 26} ${y - 8}Q${cx - radius - 16} ${y + 30} ${cx - radius + 14} ${y + 52}Z`,
      ),
      sheet.gradient(body),
    );
  const turned = turn(sheet, cx, turning`${radius} ${y}, ${radius * 0.995} ${y + (800 - y) * 0.6}, ${foot} 800`, body, {
    open: PIGMENTS.white,
    rim,
    rimWidth: 10,
    foot: 16,
  });
  decorate(random.pick(["plain", "plain", "plain", "speckle", "twin"]), sheet, turned, rim, y + 30, 800);
  if (lip) sheet.stroke(d`M${cx - radius - 26} ${y - 8}Q${cx - radius - 6} ${y - 2} ${cx - radius + 4} ${y + 2}`, hex(rim), 9);
  if (lid) {
    turn(sheet, cx, turning`52 ${y - 52}, ${radius * 0.74} ${y - 32}, ${radius + 5} ${y + 2}`, body, { sheen: 0.2, foot: 2 });
    sheet.stroke(d`M${cx - radius - 5} ${y + 2}A${radius + 5} ${radius * 0.13} 0 0 0 ${cx + radius + 5} ${y + 2}`, hex(rim), 8);
    knob(sheet, cx, y - 54, rim);
  }
  const top = lid ? y - 98 : y;
  return {
    measured: { left: cx - radius, right: cx + radius, top, bottom: 814 },
    round: true,
    reach: cx - radius - 20,
    focus: [root - 20, y + 50],
    zoom: 0.44,
  };
};

/** A plain saucepan: for the scenes. */
export function saucepan(sheet: Sheet, { body, rim }: Pair): void {
  sheet.shadow(360, 800, 200);
  sheet.tube("M540 640C620 628 690 616 752 604", rim, 30);
  turn(sheet, 350, turning`200 612, 199 720, 184 800`, body, { open: PIGMENTS.white, rim, rimWidth: 10, foot: 16 });
}
