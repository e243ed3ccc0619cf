import { say } from "../text.ts";
import type { Make } from "./make.ts";

export const wateringSteel: Make = {
  material: say("Zinc-dipped steel, painted", "Verzinkter Stahl, lackiert", "亜鉛引きの鋼、塗装", "فولاذ مغلفن ومطلي"),
  details: [
    say(
      "Painted steel, spout from the base",
      "Lackierter Stahl, Tülle ab Boden",
      "塗装した鋼、注ぎ口は底から",
      "فولاذ مطلي وفوهة من القاع",
    ),
    say(
      "Zinc-dipped steel, soldered spout",
      "Verzinkter Stahl, gelötete Tülle",
      "亜鉛引きの鋼、注ぎ口はろう付け",
      "فولاذ مغلفن وفوهة ملحومة",
    ),
  ],
  making: [
    say(
      "The spout starts at the very bottom, so the last glass of water gets out too. Balanced to be carried half full.",
      "Die Tülle setzt ganz unten an, so kommt auch das letzte Glas heraus. Halb voll liegt sie am besten in der Hand.",
      "注ぎ口は底から出ているので、最後の一杯まで使えます。半分入れたときに釣り合います。",
      "تبدأ الفوهة من القاع فيخرج آخر كوب من الماء. واتزانها وهي نصف ممتلئة.",
    ),
    say(
      "Dipped in zinc after it is soldered, then painted. The rose has 84 holes, drilled from inside so that they do not clog.",
      "Nach dem Löten verzinkt, dann lackiert. Die Brause hat 84 Löcher, von innen gebohrt, damit nichts verstopft.",
      "ろう付けしてから亜鉛に浸し、塗装します。はす口の穴は84個、詰まらないように内側からあけています。",
      "يُغمس الفولاذ في الزنك بعد اللحام ثم يُطلى. ولرأس الرش 84 ثقبًا مثقوبة من الداخل كي لا تنسد.",
    ),
  ],
  flaws: [
    say(
      "Do not leave it out full in frost. The seam opens.",
      "Bei Frost nicht gefüllt stehen lassen. Die Naht geht auf.",
      "凍る日は水を抜いてください。継ぎ目が開きます。",
      "لا تتركها ممتلئة في الصقيع، فقد ينفتح اللحام.",
    ),
    say(
      "The paint scratches on gravel. Zinc below keeps rust away.",
      "Auf Kies verkratzt der Lack. Das Zink darunter hält den Rost ab.",
      "砂利の上では塗装に傷がつきます。下の亜鉛が錆を防ぎます。",
      "يخدش الحصى الطلاء، ويمنع الزنك تحته الصدأ.",
    ),
  ],
  care: say("Empty, hang upside down.", "Leeren, kopfüber aufhängen.", "水を抜き、逆さに吊るす。", "تُفرغ وتُعلَّق مقلوبة."),
  places: ["sheffield", "tsubame"],
};

export const handTool: Make = {
  material: say("Forged steel and ash", "Geschmiedeter Stahl und Esche", "鍛造の鋼とトネリコ", "فولاذ مطروق وخشب الدردار"),
  details: [
    say("Forged steel, ash handle", "Geschmiedeter Stahl, Eschenstiel", "鍛造の鋼、トネリコの柄", "فولاذ مطروق ومقبض من الدردار"),
    say(
      "One-piece head, painted, cord loop",
      "Kopf aus einem Stück, lackiert, mit Schlaufe",
      "一体の刃、塗装、ひも付き",
      "رأس من قطعة واحدة، مطلي، مع حلقة",
    ),
  ],
  making: [
    say(
      "Head and neck are forged from one bar, so there is no weld to break. The painted blade is easy to find in a hedge.",
      "Blatt und Hals sind aus einem Stab geschmiedet, es gibt keine Naht. Das farbige Blatt findet man auch in der Hecke.",
      "刃と首は一本の棒から鍛えるので、折れる溶接がありません。色のついた刃は草むらでも見つかります。",
      "الرأس والعنق مطروقان من قضيب واحد فلا لحام ينكسر. ويسهل العثور على نصله الملوّن بين الأعشاب.",
    ),
    say(
      "The ash is cut with the grain and turned slightly thicker in the middle, where the hand closes.",
      "Die Esche ist mit der Faser geschnitten und in der Mitte etwas dicker, wo die Hand zugreift.",
      "柄は木目に沿ったトネリコ。握るところを少し太く挽いています。",
      "خشب الدردار مقطوع مع العروق وأسمك قليلًا في الوسط حيث تقبض اليد.",
    ),
  ],
  flaws: [
    say(
      "The paint goes from the tip in the first season.",
      "An der Spitze geht der Lack in der ersten Saison ab.",
      "先端の塗装は最初の季節で落ちます。",
      "يزول الطلاء عن الطرف في الموسم الأول.",
    ),
    say(
      "Left in the rain, the handle turns silver and rough. Oil brings it back.",
      "Im Regen wird der Stiel silbern und rau. Öl hilft.",
      "雨ざらしにすると柄が白くざらつきます。油で戻ります。",
      "إذا تُرك في المطر خشن المقبض وابيضّ، ويعيده الزيت.",
    ),
  ],
  care: say(
    "Brush off soil, oil the handle in autumn.",
    "Erde abbürsten, Stiel im Herbst ölen.",
    "土を落とし、秋に柄へ油を。",
    "تُزال التربة ويُزيّت المقبض في الخريف.",
  ),
  places: ["sheffield", "ghent", "tsubame"],
};

export const potClay: Make = {
  material: say("Fired clay", "Gebrannter Ton", "素焼きの陶土", "طين محروق"),
  details: [
    say("Fired clay, pressed by hand", "Gebrannter Ton, von Hand gepresst", "手で押した素焼き", "طين محروق مكبوس باليد"),
    say(
      "Frost-proof clay, hole in the base",
      "Frostfester Ton mit Abzugsloch",
      "凍害に強い陶土、底穴あり",
      "طين يقاوم الصقيع بثقب في القاعدة",
    ),
    say("Clay with a brushed slip", "Ton mit gebürsteter Engobe", "化粧土を刷いた陶器", "طين بطلاء مفروش بالفرشاة"),
  ],
  making: [
    say(
      "Pressed from coarse clay and fired at 1,080 °C. The wall breathes, and the roots like that.",
      "Aus grobem Ton gepresst und bei 1.080 °C gebrannt. Die Wand atmet, und das mögen Wurzeln.",
      "粗い土を押して形にし、1,080 °Cで焼きます。壁が息をするので、根が喜びます。",
      "يُكبس من طين خشن ويُحرق عند 1080 درجة مئوية. جداره يتنفس، والجذور تحب ذلك.",
    ),
    say(
      "The hole is 22 mm wide: water leaves, worms do not come in. The plant in the picture stays with us.",
      "Das Loch misst 22 mm: Wasser geht, Würmer kommen nicht. Die Pflanze auf dem Bild bleibt bei uns.",
      "底穴は22 mm。水は抜け、虫は入りません。写真の植物は付きません。",
      "قطر الثقب 22 مم: يخرج الماء ولا تدخل الديدان. والنبتة في الصورة تبقى عندنا.",
    ),
  ],
  flaws: [
    say(
      "White salt will bloom on the outside. Brush it off, or leave it.",
      "Außen blüht weißes Salz aus. Abbürsten oder lassen.",
      "外側に白い粉が出ます。払っても、そのままでもかまいません。",
      "يظهر على سطحه ملح أبيض. امسحه أو اتركه.",
    ),
    say(
      "It falls out of windows like any other pot. Wire it in.",
      "Es fällt vom Fensterbrett wie jeder Topf. Bitte sichern.",
      "窓辺から落ちれば割れます。針金で留めてください。",
      "يسقط من النافذة كأي أصيص، فثبّته بسلك.",
    ),
  ],
  care: say(
    "Soak before planting. Brush, no soap.",
    "Vor dem Pflanzen wässern. Bürsten, keine Seife.",
    "植える前に水に浸す。洗剤は使わずブラシで。",
    "يُنقع قبل الزرع ويُنظف بفرشاة دون صابون.",
  ),
  places: ["fes", "alentejo", "stoke"],
};
