import type { Colourway } from "./colourways.ts";
import { DRAWERS } from "./drawers.ts";
import type { Facts } from "./form.ts";
import type { Form, View } from "./forms.ts";
import { frameScale, rightEdge, viewBox } from "./framing.ts";
import { LineDrawing } from "./line-drawing.ts";
import { type Measures, measureLines, measuresFrom } from "./measures.ts";
import { Painting } from "./painting.ts";
import { pigmentsOf } from "./pigments.ts";
import { seededRandom } from "./random.ts";
import type { Sheet } from "./sheet.ts";

export { COLOURWAYS, type Colourway } from "./colourways.ts";
export { FORMS, type Form, HANGING, type View } from "./forms.ts";
export type { Measures } from "./measures.ts";

export interface PictureRequest {
  readonly form: Form;
  /** Mostly a handle. The same seed draws the same thing in every colourway and view; words in it may name a kind. */
  readonly seed: string;
  readonly colourway: Colourway;
  readonly view: View;
  /** What a line drawing states instead of the measures of what it draws: the same thing in another size. */
  readonly measures?: Measures;
}

/** A product picture as SVG text on a transparent ground; the same request always gives the same bytes. */
export function drawPicture({ form, seed, colourway, view, measures }: PictureRequest): string {
  const random = seededRandom(form, seed);
  if (view === "drawing") {
    const sheet = new LineDrawing(random, 4.2 * frameScale(form));
    const facts = drawOn(sheet, form, colourway);
    sheet.add(measureLines(form, facts, measures ?? measuresFrom(form, facts)));
    return sheet.print(viewBox(form, view, facts));
  }
  const sheet = new Painting(random, rightEdge(form));
  return sheet.print(viewBox(form, view, drawOn(sheet, form, colourway)));
}

/** The outer measures of the thing this seed draws, as its line drawing states them. */
export function measuresOf(form: Form, seed: string): Measures {
  return measuresFrom(form, drawOn(new Painting(seededRandom(form, seed)), form, "white-cobalt"));
}

function drawOn(sheet: Sheet, form: Form, colourway: Colourway): Facts {
  return DRAWERS[form](sheet, pigmentsOf(colourway));
}
