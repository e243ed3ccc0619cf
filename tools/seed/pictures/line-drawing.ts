import { d, type Geometry, path } from "./geometry.ts";
import type { Random } from "./random.ts";
import { LINE } from "./shading.ts";
import { type Fill, Sheet } from "./sheet.ts";

const EVERYWHERE = '<path d="M-400-400H1600V1600H-400Z" fill="#fff"/>';

/**
 * The measured drawing: outlines only, nothing filled, so it sits on any ground.
 * Whatever is solid masks the lines drawn before it; that is how hidden edges stay hidden.
 */
export class LineDrawing extends Sheet {
  private readonly weight: number;
  private transform = "";

  constructor(random: Random, weight: number) {
    super(random);
    this.weight = weight;
  }

  body(geometry: Geometry): void {
    this.hideBehind(`<${geometry}${this.transform}/>`);
    this.content += `<${geometry}${this.transform}/>`;
  }

  line(data: string, _colour: string, width: number): void {
    if (width < 3 * this.weight) this.seam(data);
    else this.outlined(data, width);
  }

  seam(data: string): void {
    this.content += d`<${path(data)}${this.transform} stroke-width="${this.weight * 0.6}"/>`;
  }

  tube(data: string, _pigment: unknown, width: number): void {
    this.hideBehind(this.thick(data, width, "#000"));
    this.outlined(data, width);
  }

  paint(): void {}
  stroke(): void {}
  shadow(): void {}
  glow(): void {}
  shadeBelow(): void {}

  onWall(draw: () => void): void {
    draw();
  }

  moved(transform: string, draw: () => void): void {
    const outer = this.transform;
    const inner = outer === "" ? transform : `${outer.slice(12, -1)} ${transform}`;
    this.transform = ` transform="${inner}"`;
    draw();
    this.transform = outer;
  }

  gradient(): Fill {
    return "none";
  }

  glass(): Fill {
    return "none";
  }

  override print(viewBox: string): string {
    this.content = `<g fill="none" stroke="${LINE}" stroke-width="${this.weight}" stroke-linejoin="round">${this.content}</g>`;
    return super.print(viewBox);
  }

  /** Adds a mark of its own, such as a measure. */
  add(mark: string): void {
    this.content += mark;
  }

  /** A thick stroke shown as its two edges. */
  private outlined(data: string, width: number): void {
    const hollow = this.masked(this.thick(data, Math.max(1, width - 2 * this.weight), "#000"));
    this.content += `<g mask="url(#${hollow})">${this.thick(data, width, LINE)}</g>`;
  }

  private thick(data: string, width: number, colour: string): string {
    const ends = 'fill="none" stroke-linecap="round" stroke-linejoin="round"';
    return d`<${path(data)}${this.transform} ${ends} stroke="${colour}" stroke-width="${width}"/>`;
  }

  private hideBehind(solid: string): void {
    if (this.content === "") return;
    this.content = `<g mask="url(#${this.masked(solid)})">${this.content}</g>`;
  }

  private masked(solid: string): string {
    return this.define("mask", ` maskUnits="userSpaceOnUse" x="-400" y="-400" width="2000" height="2000">${EVERYWHERE}${solid}`);
  }
}
