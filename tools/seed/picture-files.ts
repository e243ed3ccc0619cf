/** Picture files named by their content, so that they may be kept by caches for ever. */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

export class PictureFiles {
  readonly #folder: string;
  readonly #pathByName = new Map<string, string>();
  readonly #pathByContent = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** How many files there are. */
  get count(): number {
    return this.#pathByContent.size;
  }

  /** The path of the picture of this name, `/static/<name>-<hash>.svg`. Drawn once; a picture equal to another one shares its file. */
  keep(name: string, draw: () => string): string {
    const known = this.#pathByName.get(name);
    if (known !== undefined) return known;
    const svg = draw();
    const hash = createHash("sha256").update(svg).digest("hex");
    const path = this.#pathByContent.get(hash) ?? this.#write(`${name}-${hash.slice(0, 8)}.svg`, svg);
    this.#pathByContent.set(hash, path);
    this.#pathByName.set(name, path);
    return path;
  }

  #write(file: string, svg: string): string {
    writeFileSync(join(this.#folder, file), svg);
    return `/static/${file}`;
  }
}
