import type { Facts } from "./form.ts";
import type { Form } from "./forms.ts";
import { frameScale, roundMillimetres, toMillimetres } from "./framing.ts";
import { d } from "./geometry.ts";
import { LINE } from "./shading.ts";

/** The outer measures in millimetres that the `drawing` view prints. */
export interface Measures {
  readonly heightMm: number;
  readonly widthMm: number;
  /** True when the width is a diameter. */
  readonly round: boolean;
}

export function measuresFrom(form: Form, { measured, round = false }: Facts): Measures {
  return {
    heightMm: toMillimetres(form, measured.bottom - measured.top),
    widthMm: toMillimetres(form, measured.right - measured.left),
    round,
  };
}

/** The same thing so much larger or smaller that one of its sides measures `mm`. */
export function resized(measures: Measures, side: "heightMm" | "widthMm", mm: number): Measures {
  const factor = mm / measures[side];
  const { heightMm, widthMm } = measures;
  const grown = { heightMm: roundMillimetres(heightMm * factor), widthMm: roundMillimetres(widthMm * factor) };
  return { ...measures, ...grown, [side]: mm };
}

/** Two dimension lines with their figures: height at the left, width below. */
export function measureLines(form: Form, facts: Facts, { heightMm, widthMm, round }: Measures): string {
  const { left, right, top, bottom } = facts.measured;
  const scale = frameScale(form);
  const x = Math.min(left, facts.reach ?? left) - 44 * scale;
  const y = bottom + 66 * scale;
  const tick = 9 * scale;
  const lines =
    d`M${x} ${top}V${bottom}M${x - tick} ${top}h${2 * tick}M${x - tick} ${bottom}h${2 * tick}` +
    d`M${left} ${y}H${right}M${left} ${y - tick}v${2 * tick}M${right} ${y - tick}v${2 * tick}`;
  const across = label((left + right) / 2, y + 40 * scale, scale, `${round ? "ø " : ""}${widthMm} mm`);
  const [textX, textY] = [x - 16 * scale, (top + bottom) / 2];
  const upright = label(textX, textY, scale, `${heightMm} mm`, d` transform="rotate(-90 ${textX} ${textY})"`);
  return d`<path d="${lines}" stroke-width="${2.4 * scale}"/>` + across + upright;
}

function label(x: number, y: number, scale: number, text: string, extra = ""): string {
  const face = 'font-family="Familjen Grotesk, Arial, sans-serif" text-anchor="middle" stroke="none"';
  return d`<text x="${x}" y="${y}" ${face} font-size="${30 * scale}" fill="${LINE}"${extra}>${text}</text>`;
}
