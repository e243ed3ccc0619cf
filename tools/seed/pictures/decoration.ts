import { count, d } from "./geometry.ts";
import { band, dip, meridian, type Turned } from "./lathe.ts";
import { twinBands } from "./parts.ts";
import { hex, type Pigment } from "./pigments.ts";
import { radiusAt } from "./profile.ts";
import type { Sheet } from "./sheet.ts";

type Decorate = (sheet: Sheet, turned: Turned, pigment: Pigment, top: number, bottom: number) => void;

const DECORATIONS = {
  plain: () => {},
  band: (sheet, turned, pigment, top, bottom) => {
    const y = top + (bottom - top) * sheet.random.between(0.55, 0.74);
    band(sheet, turned, y, sheet.random.between(16, 30), pigment);
  },
  twin: (sheet, turned, pigment, top, bottom) => {
    twinBands(sheet, turned, top + (bottom - top) * sheet.random.between(0.14, 0.7), pigment);
  },
  dip: (sheet, turned, pigment, top, bottom) => {
    dip(sheet, turned, top + (bottom - top) * sheet.random.between(0.5, 0.68), pigment);
  },
  speckle: (sheet, turned, pigment, top, bottom) => {
    const reach = Math.max(...turned.curve.map((piece) => piece.to[0]));
    sheet.within(turned.outline, () => {
      for (const size of [4, 6, 9]) {
        const spots = count(Math.round(135 / size)).map(
          () => d`M${turned.cx + sheet.random.between(-reach, reach)} ${sheet.random.between(top + 14, bottom + 12)}h0`,
        );
        sheet.stroke(spots.join(""), hex(pigment), size, 'opacity=".8"');
      }
    });
  },
  dots: (sheet, turned, pigment, top, bottom) => {
    const y = top + (bottom - top) * sheet.random.between(0.3, 0.6);
    const radius = radiusAt(turned.curve, y);
    const spots = count(9).map((i) => {
      const angle = ((i + 0.5) / 9) * Math.PI;
      return d`M${turned.cx - radius * Math.cos(angle)} ${y + radius * turned.tilt * Math.sin(angle)}h0`;
    });
    const size = sheet.random.between(13, 19);
    sheet.within(turned.outline, () => sheet.line(spots.join(""), hex(pigment), size));
  },
  ribs: (sheet, turned, _pigment, _top, _bottom) => {
    const lines = count(8).map((i) => meridian(turned, -Math.cos(((i + 0.6) / 8.2) * Math.PI) * 0.97));
    sheet.line(lines.join(""), SHADE_LINE, 5, 'opacity=".1"');
  },
} satisfies Readonly<Record<string, Decorate>>;

const SHADE_LINE = "#10141f";

export type Decoration = keyof typeof DECORATIONS;

/** Paints one of the shop's decorations between two heights of a turned body. */
export function decorate(kind: Decoration, ...work: Parameters<Decorate>): void {
  DECORATIONS[kind](...work);
}
