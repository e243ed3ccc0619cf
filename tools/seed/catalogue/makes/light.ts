import { say } from "../text.ts";
import type { Make } from "./make.ts";

export const lamp: Make = {
  material: say("Painted wood and steel", "Lackiertes Holz und Stahl", "塗装した木と鋼", "خشب وفولاذ مطليان"),
  details: [
    say(
      "Painted wood and steel, switch on the cord",
      "Holz und Stahl lackiert, Schalter am Kabel",
      "塗装の木と鋼、コードにスイッチ",
      "خشب وفولاذ مطليان ومفتاح على السلك",
    ),
    say(
      "Painted foot and shade, linen cord",
      "Fuß und Schirm lackiert, Leinenkabel",
      "塗装の台とかさ、布巻きコード",
      "قاعدة وظلة مطليتان وسلك مكسو بالكتان",
    ),
  ],
  making: [
    say(
      "Foot and shade are painted on the same day, so that the two paints suit each other. The cord is 1.8 m long, with the switch where the hand is.",
      "Fuß und Schirm werden am selben Tag lackiert, damit die Farben zueinander passen. Das Kabel ist 1,8 m lang, der Schalter dort, wo die Hand ist.",
      "台とかさは、二つの色が合うように同じ日に塗ります。コードは1.8 m、スイッチは手の届くところにあります。",
      "تُطلى القاعدة والظلة في اليوم نفسه لينسجم اللونان. وطول السلك 1.8 م والمفتاح حيث تكون اليد.",
    ),
    say(
      "The shade lets light down on the page and a little up to the ceiling. It takes any E27 bulb up to 8 W, not included.",
      "Der Schirm lässt Licht aufs Blatt und etwas an die Decke. Er nimmt jede E27-Lampe bis 8 W, nicht dabei.",
      "光は手もとへ、少しだけ天井へ。E27の電球（8 Wまで、別売り）が使えます。",
      "ترسل الظلة الضوء إلى الصفحة وقليلًا منه إلى السقف. تقبل أي مصباح E27 حتى 8 واط، وهو غير مرفق.",
    ),
  ],
  flaws: [
    say(
      "The shade is not meant to be turned by its edge. Hold the foot.",
      "Den Schirm nicht am Rand drehen, sondern den Fuß halten.",
      "かさのふちを持って回さないでください。台を持ってください。",
      "لا تُدر الظلة من حافتها، بل أمسك القاعدة.",
    ),
    say(
      "Light shades gather dust first. A dry brush is enough.",
      "Helle Schirme zeigen Staub zuerst. Ein trockener Pinsel genügt.",
      "明るい色のかさはほこりが目立ちます。乾いた刷毛で十分です。",
      "تُظهر الظلال الفاتحة الغبار أولًا، وتكفيها فرشاة جافة.",
    ),
  ],
  care: say(
    "Dry brush. Unplug first.",
    "Trocken abbürsten. Vorher Stecker ziehen.",
    "電源を抜き、乾いた刷毛で。",
    "فرشاة جافة بعد فصل الكهرباء.",
  ),
  places: ["borås", "nurnberg"],
};

export const pendant: Make = {
  material: say("Spun steel, painted", "Gedrückter Stahl, lackiert", "へら絞りの鋼、塗装", "فولاذ مشكّل بالدوران ومطلي"),
  details: [
    say("Spun steel, white inside", "Gedrückter Stahl, innen weiß", "へら絞りの鋼、内側は白", "فولاذ مشكّل بالدوران، أبيض من الداخل"),
    say("Painted steel, 2 m of cord", "Lackierter Stahl, 2 m Kabel", "塗装した鋼、コード2 m", "فولاذ مطلي مع سلك بطول 2 م"),
  ],
  making: [
    say(
      "A steel disc is pressed against a turning form until it follows. The inside is painted white twice, because that is the side that works.",
      "Eine Stahlscheibe wird an eine drehende Form gedrückt, bis sie folgt. Innen zweimal weiß lackiert, denn das ist die Seite, die arbeitet.",
      "回る型に鋼の円盤を押しあてて形にします。働くのは内側なので、白を二度塗っています。",
      "يُضغط قرص فولاذ على قالب دوّار حتى يأخذ شكله. ويُطلى داخله بالأبيض مرتين، فهو الوجه الذي يعمل.",
    ),
    say(
      "Hang it 60 cm above the table: you see the food and each other. The cord is shortened with one screw.",
      "60 cm über dem Tisch hängen: So sieht man Essen und Gäste. Das Kabel wird mit einer Schraube gekürzt.",
      "食卓から60 cmの高さに吊ると、料理も相手の顔も見えます。コードはねじ一本で短くできます。",
      "علّقه على ارتفاع 60 سم فوق الطاولة لترى الطعام ومن حولك. ويُقصَّر السلك ببرغي واحد.",
    ),
  ],
  flaws: [
    say(
      "You can see faint rings where the tool passed. They are deepest near the top.",
      "Feine Rillen zeigen den Weg des Werkzeugs, am tiefsten oben.",
      "へらの跡が細い輪になって残ります。上のほうほど深く見えます。",
      "تظهر حلقات خفيفة حيث مرت الأداة، وأعمقها قرب القمة.",
    ),
    say(
      "It wants an electrician or a steady ladder. We enclose the hook.",
      "Dafür braucht es einen Elektriker. Der Haken liegt bei.",
      "取り付けは電気工事店にご相談ください。フックは同梱です。",
      "يحتاج التركيب إلى كهربائي. والخطّاف مرفق.",
    ),
  ],
  care: say(
    "Damp cloth, switched off and cold.",
    "Feuchtes Tuch, ausgeschaltet und kalt.",
    "消して冷めてから、固く絞った布で。",
    "قماشة رطبة بعد الإطفاء والتبريد.",
  ),
  places: ["nurnberg", "borås"],
};

export const candle: Make = {
  material: say("Wax candles with holders", "Wachskerzen mit Haltern", "ろうそくと燭台", "شموع مع حواملها"),
  details: [
    say("Dipped candles with their holders", "Gezogene Kerzen mit Haltern", "手浸しのろうそくと燭台", "شموع مغموسة مع حواملها"),
    say("Beeswax blend, holders included", "Bienenwachsmischung, mit Haltern", "蜜ろう入り、燭台付き", "مزيج شمع العسل مع الحوامل"),
  ],
  making: [
    say(
      "Dipped twenty-six times on a frame, with a cotton wick. The dye goes through to the middle.",
      "Am Rahmen sechsundzwanzigmal getaucht, mit Baumwolldocht. Durchgefärbt bis zur Mitte.",
      "木綿の芯を枠に張り、二十六回ろうに浸します。色は芯まで通っています。",
      "تُغمس ستًّا وعشرين مرة على إطار بفتيل قطني. واللون يصل إلى اللب.",
    ),
    say(
      "The holders are weighted below, so a tall candle does not take one along when it leans.",
      "Die Halter sind unten beschwert; so nimmt eine schiefe Kerze sie nicht mit.",
      "燭台は底を重くしてあります。高いろうそくが傾いても倒れません。",
      "الحوامل مثقّلة من أسفلها، فلا تسقط معها شمعة طويلة إن مالت.",
    ),
  ],
  flaws: [
    say(
      "In moving air they drip on one side. Turn them, or close the window.",
      "Im Luftzug tropfen sie einseitig. Drehen oder das Fenster schließen.",
      "風があると片側にろうが垂れます。回すか、窓を閉めてください。",
      "في تيار الهواء تقطر من جهة واحدة. أدرها أو أغلق النافذة.",
    ),
    say(
      "Never leave them alone with curtains.",
      "Nicht mit Vorhängen allein lassen.",
      "カーテンのそばで、火をつけたまま離れないでください。",
      "لا تتركها وحدها قرب الستائر.",
    ),
  ],
  care: say(
    "Trim the wick to 1 cm. Wipe the holders warm.",
    "Docht auf 1 cm kürzen. Halter warm abwischen.",
    "芯は1 cmに。燭台は温かいうちに拭く。",
    "قص الفتيل إلى 1 سم، وامسح الحوامل وهي دافئة.",
  ),
  places: ["wales", "ghent"],
};

export const lantern: Make = {
  material: say("Painted steel and glass", "Lackierter Stahl und Glas", "塗装した鋼とガラス", "فولاذ مطلي وزجاج"),
  details: [
    say("Painted steel, glass chimney", "Lackierter Stahl, Glaszylinder", "塗装した鋼、ガラスのほや", "فولاذ مطلي وأسطوانة زجاجية"),
    say("Steel and glass, carried by a ring", "Stahl und Glas, mit Bügel", "鋼とガラス、持ち手付き", "فولاذ وزجاج مع حلقة للحمل"),
  ],
  making: [
    say(
      "Folded and riveted, without solder, so heat cannot undo it. The chimney lifts out for washing.",
      "Gefalzt und genietet, ohne Lot, so kann Hitze nichts lösen. Der Zylinder lässt sich zum Spülen herausnehmen.",
      "はんだを使わず、折りと鋲で組みます。熱でゆるみません。ほやは外して洗えます。",
      "مطوي ومبرشم بلا لحام فلا تفكّه الحرارة. وترفع الأسطوانة لغسلها.",
    ),
    say(
      "Air comes in below and leaves under the hat, so the flame stands still in wind.",
      "Luft kommt unten herein und geht unter dem Hut hinaus; so steht die Flamme auch im Wind ruhig.",
      "空気は下から入り、笠の下から抜けます。風の中でも炎は揺れません。",
      "يدخل الهواء من الأسفل ويخرج تحت القبعة، فتبقى الشعلة ثابتة في الريح.",
    ),
  ],
  flaws: [
    say(
      "The hat gets too hot to touch. Carry it by the ring.",
      "Der Hut wird heiß. Am Bügel tragen.",
      "笠は熱くなります。持ち手を持ってください。",
      "تسخن القبعة كثيرًا، فاحمله من الحلقة.",
    ),
    say(
      "Soot on the glass means the wick is too long.",
      "Ruß am Glas heißt: Der Docht ist zu lang.",
      "ほやに煤がつくのは、芯が長すぎるしるしです。",
      "السخام على الزجاج يعني أن الفتيل طويل.",
    ),
  ],
  care: say(
    "Chimney in warm water, the rest with a dry cloth.",
    "Zylinder in warmes Wasser, der Rest trocken.",
    "ほやはぬるま湯、ほかは乾拭き。",
    "الأسطوانة بماء دافئ، والباقي بقماشة جافة.",
  ),
  places: ["olkusz", "osaka"],
};
