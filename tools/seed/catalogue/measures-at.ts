/** What the line drawing of a size says. A size that is a measure itself and the drawing beside it must not argue. */
import type { Measures } from "../pictures/draw.ts";
import type { Form } from "../pictures/forms.ts";
import { resized } from "../pictures/measures.ts";
import type { Size } from "./sizes.ts";

/** Forms whose size is how tall or long they are; of all others it is how wide. */
const TALL: ReadonlySet<Form> = new Set(["lamp", "lantern", "vase", "trowel", "brush", "scissors", "candles"]);
/** Sizes of flat things that are drawn folded, or of what goes into them. */
const OF_SOMETHING_ELSE: ReadonlySet<Form> = new Set(["blanket", "tray"]);
const PAPER: Readonly<Record<string, readonly [widthMm: number, heightMm: number]>> = { A4: [210, 297], A5: [148, 210], A6: [105, 148] };

export function measuresAt(form: Form, { name, kind }: Size, drawn: Measures): Measures {
  if (OF_SOMETHING_ELSE.has(form)) return drawn;
  const paper = PAPER[name];
  if (kind === "paper" && paper) return { ...drawn, widthMm: paper[0], heightMm: paper[1] };
  const [first, second] = (/^([\d.]+)(?:x([\d.]+))?cm$/.exec(name) ?? []).slice(1).map((side) => side && Math.round(Number(side) * 10));
  if (kind !== "length" || !first) return drawn;
  if (!second) return resized(drawn, TALL.has(form) ? "heightMm" : "widthMm", first);
  const [short, long] = [Math.min(first, second), Math.max(first, second)];
  return drawn.widthMm > drawn.heightMm ? { ...drawn, widthMm: long, heightMm: short } : { ...drawn, widthMm: short, heightMm: long };
}
