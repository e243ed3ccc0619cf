import { d, ellipse, type Geometry } from "./geometry.ts";
import { hex, type Pigment } from "./pigments.ts";
import type { Random } from "./random.ts";
import { CLEAR, GLOW, ROUND, SHADE, type Stops } from "./shading.ts";
import { type Fill, Sheet, stroked } from "./sheet.ts";

/** The picture in colour. */
export class Painting extends Sheet {
  private readonly edge: number;
  private silhouettes = "";
  private transforms: readonly string[] = [];

  /** Shadows end at `edge`, so that none is cut off where the picture ends and its tile goes on. */
  constructor(random: Random, edge = Number.POSITIVE_INFINITY) {
    super(random);
    this.edge = edge;
  }

  body(geometry: Geometry, fill: Fill, extra = ""): void {
    this.silhouettes += this.placedHere(`<${geometry}/>`);
    this.paint(geometry, fill, extra);
  }

  paint(geometry: Geometry, fill: Fill, extra = ""): void {
    this.content += `<${geometry} fill="${fill}"${extra && ` ${extra}`}/>`;
  }

  line(data: string, colour: string, width: number, extra = ""): void {
    this.stroke(data, colour, width, extra);
  }

  seam(): void {}

  stroke(data: string, colour: string, width: number, extra = ""): void {
    this.content += stroked(data, colour, width, extra);
  }

  tube(data: string, pigment: Pigment, width: number): void {
    this.silhouettes += this.placedHere(stroked(data, SHADE, width));
    this.content += stroked(data, hex(pigment, -0.13), width);
    this.content += stroked(data, hex(pigment, 0.02), width * 0.62, 'transform="translate(-1.5 -2)"');
  }

  shadow(cx: number, y: number, radius: number, flatness = 0.13): void {
    const fill = this.fading(SHADE, [
      [0, 0.34],
      [0.55, 0.16],
      [1, 0],
    ]);
    const [left, right] = [cx - radius * 1.08, Math.min(cx + radius * 1.92, this.edge)];
    this.paint(ellipse((left + right) / 2, y - 2, (right - left) / 2, Math.max(18, radius * flatness * 1.45)), fill);
    this.paint(ellipse(cx + radius * 0.05, y + 2, radius * 1.06, Math.max(9, radius * flatness * 1.1)), fill);
  }

  glow(cx: number, cy: number, rx: number, ry: number): void {
    const stops: [number, number][] = [
      [0, 0.75],
      [1, 0],
    ];
    this.paint(ellipse(cx, cy, rx, ry), this.fading(GLOW, stops));
  }

  shadeBelow(silhouette: Geometry): void {
    const dark = (offset: number, opacity: number) => `<stop offset="${offset}" stop-color="${SHADE}" stop-opacity="${opacity}"/>`;
    this.paint(silhouette, `url(#${this.define("linearGradient", ` x2="0" y2="1">${dark(0.4, 0)}${dark(1, 0.16)}`)})`);
  }

  onWall(draw: () => void): void {
    const before = this.content;
    this.content = "";
    this.silhouettes = "";
    draw();
    const shadow = `<g fill="${SHADE}" opacity=".13" transform="translate(20 16)">${this.silhouettes}</g>`;
    this.content = before + shadow + this.content;
  }

  moved(transform: string, draw: () => void): void {
    const outer = this.transforms;
    this.transforms = [...outer, transform];
    this.grouped(` transform="${transform}"`, draw);
    this.transforms = outer;
  }

  gradient(pigment: Pigment, stops: Stops = ROUND, axis: "across" | "down" = "across"): Fill {
    const inside = stops.map(([offset, step]) => `<stop offset="${offset}" stop-color="${hex(pigment, step)}"/>`);
    return `url(#${this.define("linearGradient", `${axis === "down" ? ' x2="0" y2="1"' : ""}>${inside.join("")}`)})`;
  }

  glass(pigment: Pigment): Fill {
    const inside = CLEAR.map(
      ([offset, step, opacity]) => `<stop offset="${offset}" stop-color="${hex(pigment, step)}" stop-opacity="${opacity}"/>`,
    );
    return `url(#${this.define("linearGradient", `>${inside.join("")}`)})`;
  }

  private fading(colour: string, stops: readonly (readonly [number, number])[]): Fill {
    const inside = stops.map(([offset, opacity]) => `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`);
    return `url(#${this.define("radialGradient", `>${inside.join("")}`)})`;
  }

  private placedHere(mark: string): string {
    return this.transforms.length === 0 ? mark : d`<g transform="${this.transforms.join(" ")}">${mark}</g>`;
  }
}
