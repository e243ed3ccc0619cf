import { say } from "../text.ts";
import type { Make } from "./make.ts";

export const brush: Make = {
  material: say("Beech and plant bristle", "Buche und Pflanzenborsten", "ブナと植物繊維", "زان وألياف نباتية"),
  details: [
    say("Painted beech, plant bristles", "Lackierte Buche, Pflanzenborsten", "塗装したブナ、植物の毛", "زان مطلي وشعيرات نباتية"),
    say("Beech, bristles drawn by hand", "Buche, Borsten von Hand eingezogen", "ブナ、手植えの毛", "زان بشعيرات مغروزة باليد"),
  ],
  making: [
    say(
      "The bristles are drawn through by hand and held with one long wire. Sixty tufts take nine minutes.",
      "Die Borsten werden von Hand eingezogen und von einem langen Draht gehalten. Sechzig Büschel brauchen neun Minuten.",
      "毛は手で植え、一本の長い針金で留めます。六十束で九分かかります。",
      "تُغرز الشعيرات باليد ويمسكها سلك طويل واحد. وستون خصلة تستغرق تسع دقائق.",
    ),
    say(
      "The bristle is Mexican tampico: stiff when dry, kind when wet. The cord tells yours from the others.",
      "Die Borste ist Tampico aus Mexiko: trocken steif, nass sanft. An der Kordel erkennt man die eigene.",
      "毛はメキシコのタンピコ。乾くと硬く、濡れるとやさしくなります。ひもの色で自分のものがわかります。",
      "الشعيرات من ألياف التامبيكو المكسيكية: صلبة جافة ولطيفة مبللة. وبلون الحبل تعرف فرشاتك.",
    ),
  ],
  flaws: [
    say(
      "Standing in water, the wood splits. Hang it up.",
      "Im Wasser stehend reißt das Holz. Aufhängen.",
      "水に立てたままにすると木が割れます。吊るしてください。",
      "إذا تُركت واقفة في الماء تشقق الخشب، فعلّقها.",
    ),
    say(
      "It loses a few bristles in the first week and then stops.",
      "In der ersten Woche verliert sie ein paar Borsten, dann nicht mehr.",
      "最初の一週間は毛が少し抜け、そのあと止まります。",
      "تفقد بعض الشعيرات في الأسبوع الأول ثم تتوقف.",
    ),
  ],
  care: say(
    "Rinse, shake, hang to dry.",
    "Ausspülen, schütteln, hängend trocknen.",
    "すすいで振り、吊るして乾かす。",
    "تُشطف وتُنفض وتُعلَّق لتجف.",
  ),
  places: ["nurnberg", "jura"],
};

export const soap: Make = {
  material: say("Olive oil soap", "Olivenölseife", "オリーブ油の石けん", "صابون زيت الزيتون"),
  details: [
    say("Olive oil soap, paper band", "Olivenölseife mit Papierbanderole", "オリーブ油の石けん、帯付き", "صابون زيت زيتون بشريط ورقي"),
    say(
      "72% olive oil, cut and dried",
      "72 % Olivenöl, geschnitten und getrocknet",
      "オリーブ油72%、切って乾かしたもの",
      "صابون بنسبة 72% زيت زيتون، مقطّع ومجفف",
    ),
  ],
  making: [
    say(
      "Boiled for nine days in an open pot, poured on the floor, cut by wire and dried by the wind from the sea.",
      "Neun Tage im offenen Kessel gekocht, auf den Boden gegossen, mit Draht geschnitten, vom Seewind getrocknet.",
      "開いた釜で九日煮て、床に流し、針金で切って海風で乾かします。",
      "يُطبخ تسعة أيام في مرجل مفتوح ثم يُصب ويُقطع بالسلك ويُجففه هواء البحر.",
    ),
    say(
      "No scent beyond its own, which is clean and a little green. Nothing is added to make it last.",
      "Kein Duft außer dem eigenen, sauber und etwas grün. Ohne Parfüm und ohne Konservierungsmittel gekocht.",
      "香料は加えていません。清潔で、少し青い香りがします。保存料も使いません。",
      "لا عطر فيه غير رائحته النظيفة، ولا مواد حافظة.",
    ),
  ],
  flaws: [
    say(
      "It loses about 10% of its weight as it dries. We weigh it fresh.",
      "Beim Trocknen verliert sie etwa 10 % Gewicht. Wir wiegen frisch.",
      "乾くと10%ほど軽くなります。重さは切りたてのものです。",
      "يفقد نحو 10% من وزنه حين يجف، ونحن نزنه طازجًا.",
    ),
    say(
      "In a puddle it turns soft. Give it a dish with holes.",
      "In der Pfütze wird sie weich. Eine Schale mit Löchern hilft.",
      "水がたまるとやわらかくなります。水の切れる皿にのせてください。",
      "يلين إذا بقي في الماء، فضعه في صحن مثقّب.",
    ),
  ],
  care: say("Keep dry between uses.", "Zwischendurch trocken legen.", "使わないときは乾かす。", "يُترك ليجف بين الاستعمالات."),
  places: ["marseille", "alentejo"],
};

export const bucket: Make = {
  material: say(
    "Steel and glass enamel, beech grip",
    "Stahl, emailliert, Griff aus Buche",
    "ほうろう、ブナの持ち手",
    "فولاذ مطلي بالمينا ومقبض زان",
  ),
  details: [
    say(
      "Steel and glass enamel, beech grip",
      "Emaillierter Stahl, Buchengriff",
      "ほうろう、ブナの持ち手",
      "فولاذ مطلي بالمينا ومقبض من الزان",
    ),
    say("Steel with a rolled edge", "Stahl mit gerolltem Rand", "ふちを巻いた鋼", "فولاذ بحافة ملفوفة"),
  ],
  making: [
    say(
      "The edge is rolled over a wire, so it keeps its circle when it is kicked. The grip turns as you pour.",
      "Der Rand ist über einen Draht gerollt und bleibt rund, auch nach einem Tritt. Der Griff dreht beim Gießen mit.",
      "ふちは針金を巻き込んであり、蹴ってもゆがみません。持ち手は注ぐときに回ります。",
      "حافته ملفوفة على سلك فيبقى مستديرًا وإن رُكل. ويدور المقبض معك حين تصب.",
    ),
    say(
      "One sheet, one seam, two coats of glass. The ears are riveted before the first coat.",
      "Ein Blech, eine Naht, zwei Schichten Glas. Die Ösen werden vor der ersten Schicht genietet.",
      "鋼板一枚、継ぎ目ひとつ、釉薬二度。耳は最初の釉薬の前に鋲で留めます。",
      "لوح واحد ولحمة واحدة وطبقتان من المينا. وتُبرشم الأذنان قبل الطبقة الأولى.",
    ),
  ],
  flaws: [
    say(
      "It rings when set down. There is no quiet steel.",
      "Beim Absetzen klingt er. Leisen Stahl gibt es nicht.",
      "置くと音がします。静かな鋼はありません。",
      "يرنّ حين تضعه، فلا فولاذ صامت.",
    ),
    say(
      "It chips at the foot first. Chips can be touched up with lacquer.",
      "Zuerst platzt es am Fuß ab. Lack hilft.",
      "底のふちから欠けます。塗料で補修できます。",
      "يتقشر عند القاعدة أولًا، ويُصلح بالطلاء.",
    ),
  ],
  care: say("Any cleaner but scouring sand.", "Jeder Reiniger außer Scheuersand.", "磨き砂以外の洗剤で。", "أي منظف عدا رمل الجلي."),
  places: ["olkusz", "tsubame"],
};

export const basketry: Make = {
  material: say("Seagrass on a palm frame", "Seegras auf Palmgestell", "海草とヤシの骨組み", "أعشاب بحرية على إطار نخيل"),
  details: [
    say("Seagrass with a woven band", "Seegras mit gewebtem Band", "海草、色の帯入り", "عشب بحري بشريط منسوج"),
    say("Woven seagrass, dyed band", "Geflochtenes Seegras, gefärbtes Band", "海草編み、染めた帯", "عشب بحري مجدول بشريط مصبوغ"),
  ],
  making: [
    say(
      "Plaited while the grass is wet and pulled tight as it dries. The band is dyed before it is woven in.",
      "Nass geflochten, beim Trocknen zieht es sich fest. Das Band wird vor dem Einflechten gefärbt.",
      "濡れた草を編み、乾くにつれて締まります。帯は編み込む前に染めます。",
      "يُجدل العشب رطبًا ويشتد حين يجف. ويُصبغ الشريط قبل نسجه.",
    ),
    say(
      "One person makes four a day. The handle goes down to the base and back, so it carries what it holds.",
      "Eine Person schafft vier am Tag. Der Henkel läuft bis zum Boden und zurück und trägt, was darin ist.",
      "ひとりで一日四つ。持ち手は底まで回っているので、重いものも運べます。",
      "يصنع الشخص أربعًا في اليوم. ويمتد المقبض إلى القاعدة ويعود فيحمل ما فيها.",
    ),
  ],
  flaws: [
    say(
      "It smells of hay for a week.",
      "Eine Woche lang riecht er nach Heu.",
      "一週間ほど干し草の匂いがします。",
      "تفوح منها رائحة التبن أسبوعًا.",
    ),
    say(
      "It will not take wet things for long. Grass remembers.",
      "Nasses verträgt er nicht lange.",
      "濡れたものを長く入れないでください。",
      "لا تتحمل الأشياء المبللة طويلًا.",
    ),
  ],
  care: say(
    "Shake out, wipe damp, dry in the shade.",
    "Ausschütteln, feucht wischen, im Schatten trocknen.",
    "中を払い、固く絞った布で拭き、日陰で乾かす。",
    "تُنفض وتُمسح بقماشة رطبة وتُجفف في الظل.",
  ),
  places: ["fes", "alentejo"],
};

export const flask: Make = {
  material: say("Stainless steel, painted", "Edelstahl, lackiert", "ステンレス鋼、塗装", "فولاذ مقاوم للصدأ ومطلي"),
  details: [
    say(
      "Double-walled steel, cup on top",
      "Doppelwandiger Stahl, Becher obenauf",
      "二重壁のステンレス、カップ付き",
      "فولاذ مزدوج الجدار وكوب في الأعلى",
    ),
    say(
      "Steel inside, steel outside, nothing between",
      "Innen Stahl, außen Stahl, dazwischen nichts",
      "内も外も鋼、あいだは真空",
      "فولاذ من الداخل والخارج وبينهما فراغ",
    ),
  ],
  making: [
    say(
      "Two steel walls with the air drawn out between them. Tea is still hot after eight hours and drinkable after twelve.",
      "Zwei Stahlwände, dazwischen keine Luft. Tee ist nach acht Stunden heiß und nach zwölf trinkbar.",
      "二枚の鋼の壁のあいだは真空です。八時間後も熱く、十二時間後も飲み頃です。",
      "جداران من الفولاذ سُحب الهواء من بينهما. يبقى الشاي ساخنًا ثماني ساعات وصالحًا للشرب اثنتي عشرة.",
    ),
    say(
      "Four parts, and every one can be bought again: cup, stopper, ring, body. The ring is the one you will need.",
      "Vier Teile, jedes nachzukaufen: Becher, Stopfen, Ring, Körper. Den Ring wird man brauchen.",
      "部品は四つ。カップ、栓、パッキン、本体、どれも買い足せます。まず要るのはパッキンです。",
      "أربعة أجزاء يُباع كل منها وحده: الكوب والسدادة والحلقة والجسم. وأول ما ستحتاج إليه الحلقة.",
    ),
  ],
  flaws: [
    say(
      "A dent does not matter until it reaches the inner wall.",
      "Eine Beule schadet erst, wenn sie die Innenwand trifft.",
      "へこんでも、内側の壁に届かなければ使えます。",
      "لا تضر الطعجة ما لم تبلغ الجدار الداخلي.",
    ),
    say(
      "Milk left over a weekend wins. Rinse it.",
      "Milch übers Wochenende gewinnt. Bitte ausspülen.",
      "牛乳を週末じゅう入れたままにすると負けます。すぐにすすいでください。",
      "الحليب المتروك أيامًا يغلب، فاشطفها سريعًا.",
    ),
  ],
  care: say(
    "Rinse hot, dry open.",
    "Heiß ausspülen, offen trocknen.",
    "熱湯ですすぎ、ふたを開けて乾かす。",
    "تُشطف بماء ساخن وتُجفف مفتوحة.",
  ),
  places: ["tsubame", "osaka"],
};

export const canvas: Make = {
  material: say("Waxed canvas and brass", "Gewachstes Segeltuch und Messing", "ワックスキャンバスと真鍮", "قماش مشمّع ونحاس"),
  details: [
    say(
      "Waxed canvas, brass buckles",
      "Gewachstes Segeltuch, Messingschnallen",
      "ワックスキャンバス、真鍮の金具",
      "قماش مشمّع وإبزيمات نحاسية",
    ),
    say("18 oz canvas, riveted straps", "Segeltuch 600 g, genietete Riemen", "厚手のキャンバス、鋲留めの革帯", "قماش سميك وأحزمة مبرشمة"),
  ],
  making: [
    say(
      "Cut from heavy cotton canvas, sewn with doubled thread and waxed by hand. Water runs off for about a year.",
      "Aus schwerem Baumwolltuch geschnitten, doppelt genäht und von Hand gewachst. Wasser perlt etwa ein Jahr lang ab.",
      "厚い綿布を裁ち、二重の糸で縫い、手で蝋を引きます。一年ほど水をはじきます。",
      "القماش قطني ثقيل، مخيط بخيط مزدوج ومشمّع باليد، ويطرد الماء نحو سنة.",
    ),
  ],
  flaws: [
    say(
      "The wax creases white. Warm hands rub it out.",
      "Das Wachs knickt weiß. Warme Hände reiben es aus.",
      "蝋の折れ目が白くなります。温かい手でこすると消えます。",
      "تبيضّ ثنيات الشمع، وتزيلها يد دافئة.",
    ),
  ],
  care: say(
    "Brush dry, wax again after a year.",
    "Trocken bürsten, nach einem Jahr nachwachsen.",
    "乾いたブラシで。一年後に蝋を塗り直す。",
    "تُفرك جافة ويُعاد تشميعها بعد سنة.",
  ),
  places: ["wales"],
};

export const stool: Make = {
  material: say("Beech and canvas", "Buche und Segeltuch", "ブナとキャンバス", "زان وقماش متين"),
  details: [
    say("Folding beech, canvas seat", "Klappbare Buche, Sitz aus Segeltuch", "折りたたみのブナ、帆布の座", "زان قابل للطي ومقعد من القماش"),
  ],
  making: [
    say(
      "Two frames, one brass bolt and a canvas seat that two buttons hold. It folds to 6 cm and carries 110 kg.",
      "Zwei Rahmen, ein Messingbolzen und ein Sitz, den zwei Knöpfe halten. Gefaltet 6 cm flach, trägt 110 kg.",
      "枠が二つ、真鍮のボルト一本、ボタンで留める帆布の座。たたむと6 cm、110 kgまで座れます。",
      "إطاران ومسمار نحاسي ومقعد قماش يثبته زرّان. يُطوى إلى 6 سم ويحمل 110 كغ.",
    ),
  ],
  flaws: [
    say(
      "The seat stretches by a finger in the first month.",
      "Im ersten Monat dehnt sich der Sitz um einen Fingerbreit.",
      "座は最初のひと月で指一本ぶん伸びます。",
      "يتمدد المقعد في الشهر الأول بقدر إصبع.",
    ),
  ],
  care: say(
    "Seat at 40 °C, wood with oil.",
    "Sitz bei 40 °C, Holz ölen.",
    "座は40 °Cで洗濯、木は油を。",
    "المقعد عند 40 درجة، والخشب بالزيت.",
  ),
  places: ["jura"],
};
