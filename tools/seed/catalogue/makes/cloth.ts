import { say } from "../text.ts";
import type { Make } from "./make.ts";

export const towelCloth: Make = {
  material: say("Half linen, half cotton", "Halbleinen", "麻綿半々", "نصف كتان ونصف قطن"),
  details: [
    say("Half linen, woven in twill", "Halbleinen in Köperbindung", "麻綿半々の綾織り", "نصف كتان بنسيج مائل"),
    say("Linen and cotton, hemmed", "Leinen und Baumwolle, gesäumt", "麻と綿、縁かがり", "كتان وقطن بحاشية مخيطة"),
    say("Cotton warp, linen weft", "Baumwollkette, Leinenschuss", "たて糸は綿、よこ糸は麻", "سداة قطن ولحمة كتان"),
  ],
  making: [
    say(
      "Woven on narrow looms, so the side edges are closed and need no seam. The loop is sewn through, not on.",
      "Auf schmalen Webstühlen gewebt; die Seiten sind fest und brauchen keinen Saum. Der Aufhänger ist durchgenäht.",
      "小幅の織機で織るので、両端はほつれません。吊りひもは縫い込んであります。",
      "يُنسج القماش على أنوال ضيقة فتكون جوانبه مغلقة بلا خياطة. وحلقة التعليق مخيطة في القماش نفسه.",
    ),
    say(
      "Linen drinks, cotton dries soft. Half of each is the old answer and still a good one.",
      "Leinen saugt, Baumwolle trocknet weich. Halb und halb ist die alte Antwort und immer noch gut.",
      "麻は水をよく吸い、綿はやわらかく乾きます。半々は昔からの答えで、今もよい答えです。",
      "الكتان يمتص والقطن يجف ناعمًا. والنصف من كل منهما جواب قديم وما زال صائبًا.",
    ),
  ],
  flaws: [
    say(
      "It takes three washes before it drinks well.",
      "Nach drei Wäschen saugt es richtig.",
      "三度洗うと、よく水を吸うようになります。",
      "لا يكتمل الامتصاص إلا بعد ثلاث غسلات.",
    ),
    say(
      "It shrinks by 4% in the first wash. The measures are from before.",
      "Bei der ersten Wäsche läuft es 4 % ein. Die Maße gelten davor.",
      "最初の洗濯で4%縮みます。寸法は洗う前のものです。",
      "ينكمش القماش 4% في أول غسلة، والمقاسات قبلها.",
    ),
  ],
  care: say(
    "Wash at 60 °C, no softener.",
    "Bei 60 °C waschen, kein Weichspüler.",
    "60 °Cで洗濯、柔軟剤は不要。",
    "الغسل عند 60 درجة بلا منعّم.",
  ),
  places: ["borås", "porto"],
};

export const wool: Make = {
  material: say("Lambswool", "Lammwolle", "ラムウール", "صوف الحملان"),
  details: [
    say("Lambswool, woven and brushed", "Lammwolle, gewebt und geraut", "ラムウール、起毛仕上げ", "صوف حملان منسوج وممشّط"),
    say("Pure wool, fringed ends", "Reine Wolle mit Fransen", "ウール100%、房付き", "صوف خالص بأطراف مهدّبة"),
  ],
  making: [
    say(
      "Woven wide, washed in soft water until it shrinks by a fifth, then brushed with thistle heads.",
      "Breit gewebt, in weichem Wasser um ein Fünftel gewalkt und mit Disteln geraut.",
      "広く織り、軟水で二割縮めてから、あざみの実で毛を起こします。",
      "يُنسج الصوف عريضًا ثم يُغسل بماء ليّن حتى ينكمش خُمسه، ويُمشَّط برؤوس الشوك.",
    ),
    say(
      "The wool is dyed before it is spun, so that the stripes have depth. One loom makes nine a day.",
      "Die Wolle wird vor dem Spinnen gefärbt, das gibt den Streifen Tiefe. Ein Webstuhl schafft neun am Tag.",
      "糸にする前の毛を染めるので、縞に深みが出ます。織機一台で一日九枚です。",
      "يُصبغ الصوف قبل غزله فتكتسب الخطوط عمقًا. وينسج النول الواحد تسع قطع في اليوم.",
    ),
  ],
  flaws: [
    say(
      "It sheds for the first week. Shake it outdoors.",
      "In der ersten Woche fusselt sie. Draußen ausschütteln.",
      "最初の一週間は毛が抜けます。外で振ってください。",
      "تتساقط الألياف في الأسبوع الأول، فانفض البطانية في الخارج.",
    ),
    say(
      "Moths like it as much as you do. A cedar block is enclosed.",
      "Motten mögen sie auch. Ein Stück Zedernholz liegt bei.",
      "虫も好みます。杉の木片を同梱しています。",
      "يحب العث الصوف كما تحبه أنت، لذلك نرفق قطعة من خشب الأرز.",
    ),
  ],
  care: say(
    "Air often, wash seldom, cold and by hand.",
    "Oft lüften, selten waschen, kalt und von Hand.",
    "風を通し、洗うときは水で手洗い。",
    "تُهوّى كثيرًا وتُغسل نادرًا باليد وبماء بارد.",
  ),
  places: ["wales", "borås"],
};

export const cushionCloth: Make = {
  material: say("Wool and linen, feather filling", "Wolle und Leinen, Federfüllung", "ウールと麻、羽毛入り", "صوف وكتان بحشوة ريش"),
  details: [
    say("Wool and linen, feather filled", "Wolle und Leinen, Federfüllung", "ウールと麻、羽毛入り", "صوف وكتان بحشوة من الريش"),
    say("Woven cover, piped edge", "Gewebter Bezug mit Keder", "織りのカバー、パイピング付き", "غطاء منسوج بحافة مبطّنة"),
  ],
  making: [
    say(
      "The cover is woven in one width and closed with six buttons on the back. The inner bag is filled a little too full, on purpose.",
      "Der Bezug ist in einer Breite gewebt und hinten mit sechs Knöpfen geschlossen. Das Inlett ist absichtlich etwas zu voll.",
      "カバーは一幅で織り、裏を六つのボタンで留めます。中身はわざと少し多めです。",
      "الغطاء منسوج بعرض واحد ويُغلق من الخلف بستة أزرار. والحشوة أكثر قليلًا من اللازم عن قصد.",
    ),
    say(
      "Piping runs round the edge, because corners wear first. The feathers are washed and come from one farm.",
      "Ein Keder läuft um die Kante, denn Ecken leiden zuerst. Die Federn sind gewaschen und von einem Hof.",
      "角から傷むので、縁にパイピングを回しています。羽毛は洗ったもので、ひとつの農場から届きます。",
      "تحيط الحافة بطانة لأن الزوايا تبلى أولًا. والريش مغسول ومن مزرعة واحدة.",
    ),
  ],
  flaws: [
    say(
      "A quill finds its way out now and then. Pull it and carry on.",
      "Ab und zu kommt ein Federkiel heraus. Ziehen und weiter.",
      "ときどき羽根の軸が出ます。抜いてお使いください。",
      "تخرج ريشة بين حين وآخر، فاسحبها وأكمل يومك.",
    ),
    say(
      "It goes flat by Sunday. Two blows with the hand bring it back.",
      "Bis Sonntag ist es flach. Zwei Schläge mit der Hand helfen.",
      "週末にはへこみます。手で二度たたけば戻ります。",
      "تنضغط مع نهاية الأسبوع، وتعيدها ضربتان باليد.",
    ),
  ],
  care: say(
    "Cover at 30 °C, filling in the sun.",
    "Bezug bei 30 °C, Füllung in die Sonne.",
    "カバーは30 °C、中身は日に干す。",
    "الغطاء عند 30 درجة، والحشوة في الشمس.",
  ),
  places: ["porto", "borås", "wales"],
};
