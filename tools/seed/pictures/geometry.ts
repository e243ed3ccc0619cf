/** An SVG element without paint: its name and the attributes that say where it is. */
export type Geometry = string;

/** Writes path data with every number rounded to a tenth of a unit. */
export function d(parts: TemplateStringsArray, ...values: readonly (number | string)[]): string {
  return parts.reduce((data, part, i) => data + asText(values[i - 1] ?? "") + part);
}

export function path(data: string): Geometry {
  return `path d="${data}"`;
}

export function ellipse(cx: number, cy: number, rx: number, ry: number): Geometry {
  return d`ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}"`;
}

export function circle(cx: number, cy: number, radius: number): Geometry {
  return d`circle cx="${cx}" cy="${cy}" r="${radius}"`;
}

export function rect(x: number, y: number, width: number, height: number, radius = 0): Geometry {
  return d`rect x="${x}" y="${y}" width="${width}" height="${height}"` + (radius > 0 ? d` rx="${radius}"` : "");
}

/** A whole-number sequence from 0, for repeated marks. */
export function count(length: number): readonly number[] {
  return Array.from({ length }, (_, i) => i);
}

function asText(value: number | string): string {
  return typeof value === "number" ? String(Math.round(value * 10) / 10 || 0) : value;
}
