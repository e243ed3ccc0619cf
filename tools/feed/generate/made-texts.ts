/** Words of generated products, with the cases that importers get wrong. */

const THINGS = ["mug", "lamp", "blanket", "tray", "kettle", "basket", "notebook", "brush", "jar", "planter"];
const MAKES = ["Enamel", "Oak", "Linen", "Brass", "Glass", "Felt", "Copper", "Rattan", "Slate", "Wool"];
const ROOMS = ["Kitchen", "Study", "Garden", "Bathroom", "Hall", "Nursery", "Workshop", "Cellar"];

export interface MadeTexts {
  readonly title: string;
  /** HTML. */
  readonly description: string;
  readonly type: string | null;
}

/** Of the `n`th product: titles in other scripts and of the most characters, twins, HTML that is not clean. */
export function madeTexts(n: number): MadeTexts {
  const thing = THINGS[n % THINGS.length] ?? "";
  const room = ROOMS[Math.floor(n / 10) % ROOMS.length] ?? "";
  return {
    title: titleOf(n, thing),
    description: descriptionOf(n, thing),
    type: n % 23 === 5 ? null : `${room} > ${plural(thing)} & more`,
  };
}

function titleOf(n: number, thing: string): string {
  if (n % 31 === 7) return `كوب مطلي بالمينا رقم ${n}`;
  if (n % 37 === 8) return `ほうろうの${n}番マグカップ`;
  if (n % 13 === 4) return "Enamel mug";
  const title = `${MAKES[Math.floor(n / 3) % MAKES.length]} ${thing} no. ${n}`;
  return n % 17 === 6 ? `${title}, ${"the one that goes with everything else in the house, ".repeat(4)}`.slice(0, 150).trimEnd() : title;
}

function descriptionOf(n: number, thing: string): string {
  const plain = `A ${thing} for every day & every season, 3 < 4.`;
  if (n % 7 !== 3) return `A ${thing} for every day and every season. Made to be used, washed and used again.`;
  return (
    `<div class="rte"><h2>About</h2><p style="color:red">${plain.replaceAll("&", "&amp;").replace("<", "&lt;")}</p><ul><li>Strong<li>Light</ul>` +
    `<script>alert("${n}")</script><a href="javascript:alert(1)" onclick="x()">More</a><br>"Quoted", 12&quot;, caf&eacute;<!-- note --></div>`
  );
}

const plural = (thing: string): string => `${thing[0]?.toUpperCase()}${thing.slice(1)}s`;
