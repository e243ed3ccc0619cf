import type { DrawForm } from "../form.ts";
import { circle, count, d, path, rect } from "../geometry.ts";
import { cordLoop } from "../parts.ts";
import { hex, PIGMENTS } from "../pigments.ts";
import type { Kind } from "../random.ts";
import { FLAT } from "../shading.ts";

const ROUND =
  "M372 250Q372 226 400 226Q428 226 428 250V316C428 334 440 344 458 352C544 386 612 462 612 566C612 698 518 800 400 800C282 800 188 698 188 566C188 462 256 386 342 352C360 344 372 334 372 316Z";
const PADDLE =
  "M372 230Q372 206 400 206Q428 206 428 230V300C428 316 436 322 450 322H532Q566 322 566 356V766Q566 800 532 800H268Q234 800 234 766V356Q234 322 268 322H350C364 322 372 316 372 300Z";
const ARCH = "M400 262C516 262 568 340 568 440V770Q568 800 538 800H262Q232 800 232 770V440C232 340 284 262 400 262Z";
const BREAD = "M250 300H550Q580 300 580 330V770Q580 800 550 800H250Q220 800 220 770V330Q220 300 250 300Z";
const LEAF =
  "M376 236Q376 214 400 214Q424 214 424 236V292C426 320 446 330 478 352C560 408 590 500 586 590C580 712 506 800 400 800C294 800 220 712 214 590C210 500 240 408 322 352C354 330 374 320 376 292Z";

const NARROW = "M290 250Q290 220 320 220H480Q510 220 510 250V770Q510 800 480 800H320Q290 800 290 770Z";

interface Shape {
  readonly outline: string;
  /** Height of the hole for the cord. */
  readonly hole: number;
  /** Half its width. */
  readonly half: number;
}

const SHAPES: readonly Kind<Shape>[] = [
  [{ outline: ROUND, hole: 256, half: 212 }, "round pizza pie"],
  [{ outline: PADDLE, hole: 238, half: 166 }, "square lemon morning"],
  [{ outline: ARCH, hole: 310, half: 168 }, "square herb dough"],
  [{ outline: BREAD, hole: 342, half: 180 }, "square bread roast"],
  [{ outline: LEAF, hole: 246, half: 186 }, "round cheese"],
  [{ outline: NARROW, hole: 262, half: 110 }, "square fish"],
];

/** A board leaning on the wall, with grain, a hole and mostly a loop of cord. */
export const board: DrawForm = (sheet, { body, rim }) => {
  const { random } = sheet;
  const { outline, hole, half } = random.kind(SHAPES);
  const wood = random.pick([PIGMENTS.oak, PIGMENTS.walnut, PIGMENTS.beech]);
  const finish = random.pick(["bare", "bare", "painted foot", "stripes"]);
  const grain = count(13).map((i) => {
    const x = 194 + i * 33;
    return d`M${x} 200C${x + random.between(-16, 16)} 440 ${x + random.between(-16, 16)} 640 ${x + random.between(-8, 8)} 810`;
  });
  sheet.shadow(400, 800, 178, 0.07);
  sheet.turned(random.between(-4, 2), 400, 800, () => {
    sheet.paint(path(outline), hex(wood, -0.14), 'transform="translate(9 2)"');
    sheet.body(path(outline), sheet.gradient(wood, FLAT));
    sheet.within(path(outline), () => {
      sheet.stroke(grain.join(""), hex(wood, -0.08), 3, 'opacity=".7"');
      if (finish === "painted foot") sheet.paint(rect(170, 690, 460, 120), sheet.gradient(body, FLAT));
      if (finish === "painted foot") sheet.seam("M170 690H630");
      if (finish === "stripes") sheet.line("M170 700H630M170 736H630", hex(body), 14);
    });
    sheet.body(circle(400, hole, 13), hex(wood, -0.27));
    cordLoop(sheet, 400, hole, 118, rim, false);
  });
  const top = hole - 34;
  return {
    measured: { left: 400 - half, right: 400 + half, top, bottom: 800 },
    peak: hole - 120,
    focus: [400, hole + 80],
    zoom: 0.5,
  };
};
