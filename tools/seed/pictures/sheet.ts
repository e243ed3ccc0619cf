import { d, type Geometry, path } from "./geometry.ts";
import type { Pigment } from "./pigments.ts";
import type { Random } from "./random.ts";
import type { Stops } from "./shading.ts";

/** What a fill attribute takes: a colour or a reference into the same file. */
export type Fill = string;

/**
 * What forms draw on. A form says what each mark *is*; the painting and the line drawing then decide how it looks.
 * `body` and `tube` are solid: in a line drawing they hide what is behind them. `line` is a seam that a line drawing
 * keeps. `paint` and `stroke` are colour only.
 */
export abstract class Sheet {
  readonly random: Random;
  protected content = "";
  private readonly defs = new Map<string, string>();

  constructor(random: Random) {
    this.random = random;
  }

  abstract body(geometry: Geometry, fill: Fill, extra?: string): void;
  abstract line(data: string, colour: string, width: number, extra?: string): void;
  /** An edge only a line drawing shows; in colour it is already there as a change of shade. */
  abstract seam(data: string): void;
  abstract paint(geometry: Geometry, fill: Fill, extra?: string): void;
  abstract stroke(data: string, colour: string, width: number, extra?: string): void;
  abstract tube(data: string, pigment: Pigment, width: number): void;
  /** A shadow on the table under something that touches it at (cx, y). */
  abstract shadow(cx: number, y: number, radius: number, flatness?: number): void;
  /** Light around a lamp or flame. */
  abstract glow(cx: number, cy: number, rx: number, ry: number): void;
  /** Darkens a silhouette towards its foot. */
  abstract shadeBelow(silhouette: Geometry): void;
  /** Draws things that hang on the wall and throw their shadow there. */
  abstract onWall(draw: () => void): void;
  abstract moved(transform: string, draw: () => void): void;
  abstract gradient(pigment: Pigment, stops?: Stops, axis?: "across" | "down"): Fill;
  abstract glass(pigment: Pigment): Fill;

  /** Draws inside a silhouette; nothing leaves it. */
  within(silhouette: Geometry, draw: () => void): void {
    const clip = this.define("clipPath", `><${silhouette}/>`);
    this.grouped(` clip-path="url(#${clip})"`, draw);
  }

  turned(degrees: number, x: number, y: number, draw: () => void): void {
    this.moved(d`rotate(${degrees} ${x} ${y})`, draw);
  }

  /** Draws in a form's own coordinates, its base point (400, 800) set down at (x, y). */
  placed(x: number, y: number, scale: number, draw: () => void): void {
    this.moved(`translate(${Math.round(x - 400 * scale)} ${Math.round(y - 800 * scale)}) scale(${scale})`, draw);
  }

  /** The finished file. */
  print(viewBox: string, attributes = ""): string {
    const defs = [...this.defs].map(([body, id]) => body.replace("#", `id="${id}"`)).join("");
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}"${attributes}>${defs && `<defs>${defs}</defs>`}${this.content}</svg>`;
  }

  /** Adds a definition once, however often it is asked for, and gives its id. `rest` is attributes, `>` and content. */
  protected define(element: string, rest: string): string {
    const body = `<${element} #${rest}</${element}>`;
    const id = this.defs.get(body) ?? `${element[0]}${this.defs.size}`;
    this.defs.set(body, id);
    return id;
  }

  protected grouped(attributes: string, draw: () => void): void {
    const before = this.content;
    this.content = "";
    draw();
    this.content = `${before}<g${attributes}>${this.content}</g>`;
  }
}

/** Round caps and joins, for marks drawn with a stroke. */
export function stroked(data: string, colour: string, width: number, extra = ""): string {
  const ends = 'fill="none" stroke-linecap="round" stroke-linejoin="round"';
  return d`<${path(data)} ${ends} stroke="${colour}" stroke-width="${width}"${extra && ` ${extra}`}/>`;
}
