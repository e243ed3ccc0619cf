/** The shop's plan: eight rooms of three shelves, and the listings that cross them. */
import type { Ground } from "#contract/pages";
import type { Room } from "./row.ts";
import { blankets } from "./shelves/blankets.ts";
import { boards } from "./shelves/boards.ts";
import { brushesSoap } from "./shelves/brushes-soap.ts";
import { bucketsBaskets } from "./shelves/buckets-baskets.ts";
import { candlesLanterns } from "./shelves/candles-lanterns.ts";
import { cushions } from "./shelves/cushions.ts";
import { flasksPacks } from "./shelves/flasks-packs.ts";
import { handTools } from "./shelves/hand-tools.ts";
import { jugsPots } from "./shelves/jugs-pots.ts";
import { mugsCups } from "./shelves/mugs-cups.ts";
import { notebooks } from "./shelves/notebooks.ts";
import { pans } from "./shelves/pans.ts";
import { pencilsScissors } from "./shelves/pencils-scissors.ts";
import { pendants } from "./shelves/pendants.ts";
import { platesBowls } from "./shelves/plates-bowls.ts";
import { pots } from "./shelves/pots.ts";
import { spoonsTools } from "./shelves/spoons-tools.ts";
import { storageJars } from "./shelves/storage-jars.ts";
import { tableLamps } from "./shelves/table-lamps.ts";
import { towels } from "./shelves/towels.ts";
import { trays } from "./shelves/trays.ts";
import { tumblersCarafes } from "./shelves/tumblers-carafes.ts";
import { vases } from "./shelves/vases.ts";
import { watering } from "./shelves/watering.ts";
import { say, type Text } from "./text.ts";

export const ROOMS: readonly Room[] = [
  {
    handle: "table",
    title: say("Table", "Tisch", "食卓", "المائدة"),
    intro: say(
      "What stands on a table between breakfast and the last cup.",
      "Was zwischen Frühstück und letzter Tasse auf dem Tisch steht.",
      "朝食から最後の一杯まで、食卓に立つもの。",
      "ما يقف على المائدة من الفطور إلى آخر فنجان.",
    ),
    picture: "rim-mug",
    shelves: [mugsCups, platesBowls, jugsPots],
  },
  {
    handle: "kitchen",
    title: say("Kitchen", "Küche", "台所", "المطبخ"),
    intro: say(
      "Pans, boards and what you stir with. Few things, each for years.",
      "Töpfe, Bretter und was rührt. Wenige Dinge, jedes für Jahre.",
      "鍋、板、かきまぜる道具。数は少なく、長く使えるものを。",
      "قدور وألواح وما تحرّك به. أشياء قليلة تدوم سنين.",
    ),
    picture: "four-spoons",
    shelves: [pans, boards, spoonsTools],
  },
  {
    handle: "glass",
    title: say("Glass", "Glas", "ガラス", "الزجاج"),
    intro: say(
      "For drinking, for keeping and for three stems from the market.",
      "Zum Trinken, zum Aufheben und für drei Stiele vom Markt.",
      "飲むため、しまうため、市場の花三本のために。",
      "للشرب وللحفظ ولثلاث سيقان من السوق.",
    ),
    picture: "flour-jar",
    shelves: [tumblersCarafes, storageJars, vases],
  },
  {
    handle: "light",
    title: say("Light", "Licht", "あかり", "الإضاءة"),
    intro: say(
      "Lamps for hands, lamps for tables, and flames for the rest.",
      "Lampen für Hände, Lampen für Tische und Flammen für den Rest.",
      "手もとの灯り、食卓の灯り、そして炎。",
      "مصابيح لليدين ومصابيح للموائد، ولهب لما بقي.",
    ),
    picture: "reading-lamp",
    shelves: [tableLamps, pendants, candlesLanterns],
  },
  {
    handle: "cloth",
    title: say("Cloth", "Stoff", "布もの", "المنسوجات"),
    intro: say(
      "Linen, cotton and wool, woven where the looms still run.",
      "Leinen, Baumwolle und Wolle, gewebt, wo die Webstühle noch laufen.",
      "麻、綿、羊毛。織機が今も動く土地で織っています。",
      "كتان وقطن وصوف، تُنسج حيث ما زالت الأنوال تعمل.",
    ),
    picture: "check-blanket",
    shelves: [towels, blankets, cushions],
  },
  {
    handle: "desk",
    title: say("Desk", "Schreibtisch", "文具", "المكتب"),
    intro: say(
      "Paper, points and blades, and trays to lose them in.",
      "Papier, Spitzen und Klingen und Ablagen, um sie zu verlieren.",
      "紙、芯、刃。そして、それを見失うための引き出し。",
      "ورق ورؤوس وشفرات، وأدراج تضيع فيها.",
    ),
    picture: "pencil-pot",
    shelves: [notebooks, pencilsScissors, trays],
  },
  {
    handle: "garden",
    title: say("Garden", "Garten", "庭", "الحديقة"),
    intro: say(
      "For a garden, a balcony, or one pot on a sill.",
      "Für einen Garten, einen Balkon oder einen Topf am Fenster.",
      "庭に、ベランダに、窓辺の一鉢に。",
      "لحديقة أو شرفة أو أصيص واحد على النافذة.",
    ),
    picture: "house-watering-can",
    shelves: [watering, handTools, pots],
  },
  {
    handle: "wash-away",
    title: say("Wash & away", "Waschen & Wandern", "洗いと外出", "الغسيل والرحلات"),
    intro: say(
      "What cleans the house, and what leaves it.",
      "Was das Haus putzt und was es verlässt.",
      "家を洗うものと、家から持ち出すもの。",
      "ما ينظف البيت، وما يخرج منه.",
    ),
    picture: "house-bucket",
    shelves: [brushesSoap, bucketsBaskets, flasksPacks],
  },
];

export interface Listing {
  readonly handle: "new" | "evening" | "enamel-set";
  readonly ground: Ground;
  readonly title: Text;
  readonly intro: Text;
}

export const LISTINGS: readonly Listing[] = [
  {
    handle: "new",
    ground: "chalk",
    title: say("New things", "Neue Dinge", "新しいもの", "الجديد"),
    intro: say(
      "On the shelf since Monday. Eighteen, because that is what was finished.",
      "Seit Montag im Regal. Achtzehn, denn so viele wurden fertig.",
      "月曜から棚に並んでいます。仕上がったのが十八点でした。",
      "على الرف منذ الاثنين. ثماني عشرة قطعة، فهذا ما اكتمل.",
    ),
  },
  {
    handle: "evening",
    ground: "oat",
    title: say("The evening shelf", "Das Abendregal", "夕べの棚", "رف المساء"),
    intro: say("For the hour after supper.", "Für die Stunde nach dem Abendessen.", "夕食のあとのひとときに。", "للساعة التي تلي العشاء."),
  },
  {
    handle: "enamel-set",
    ground: "sky",
    title: say("The enamel set", "Die Emaille-Reihe", "ほうろうのひと揃い", "طقم المينا"),
    intro: say(
      "Eleven pieces, white inside and blue at the edge.",
      "Elf Stücke, innen weiß und am Rand blau.",
      "十一の器。内は白く、ふちは青く。",
      "إحدى عشرة قطعة، بيضاء من الداخل وزرقاء عند الحافة.",
    ),
  },
];

/** Products that stand in front of their listings, in this order; the others follow as their shelf has them. */
export const IN_FRONT: readonly string[] = [
  "milk-jug-tall",
  "twill-tea-towel",
  "bedside-lamp",
  "sill-pot",
  "rim-jug",
  "rim-mug",
  "milk-pan",
  "reading-lamp",
  "stove-teapot",
  "cup-and-saucer",
  "three-candles",
  "check-blanket",
];
