import { say } from "../text.ts";
import type { Make } from "./make.ts";

export const paper: Make = {
  material: say("Paper and bookbinding cloth", "Papier und Buchleinen", "紙と製本クロス", "ورق وقماش تجليد"),
  details: [
    say("Thread-sewn, cloth cover", "Fadengeheftet, Leineneinband", "糸かがり、クロス表紙", "مخيط بالخيط وغلافه من القماش"),
    say("100 g paper, cloth spine", "Papier 100 g, Leinenrücken", "100 gの紙、背はクロス", "ورق 100 غ وكعب من القماش"),
    say("Sewn, so it lies flat", "Geheftet, liegt flach auf", "糸とじで平らに開く", "مخيط فينفتح مستويًا"),
  ],
  making: [
    say(
      "Sewn with linen thread in sections of sixteen pages, so it lies flat at page one and at the last.",
      "Mit Leinenfaden in Lagen zu sechzehn Seiten geheftet; liegt auf der ersten wie auf der letzten Seite flach.",
      "十六ページずつ麻糸でかがります。最初のページも最後のページも平らに開きます。",
      "مخيط بخيط كتان في ملازم من ست عشرة صفحة، فينفتح مستويًا من الصفحة الأولى إلى الأخيرة.",
    ),
    say(
      "The paper takes fountain pen without showing it on the other side. The corners are cut round, five at a time.",
      "Das Papier verträgt Füller, ohne durchzuschlagen. Die Ecken werden rund geschnitten, fünf auf einmal.",
      "万年筆で書いても裏に抜けない紙です。角は五冊ずつ丸く落とします。",
      "يتحمل الورق قلم الحبر السائل دون أن يظهر في الخلف. وتُقص الزوايا مدوّرة، خمسة دفاتر في المرة.",
    ),
  ],
  flaws: [
    say(
      "The spine softens after about three years of pockets.",
      "Nach etwa drei Jahren in der Tasche wird der Rücken weich.",
      "かばんの中で三年ほどたつと、背がやわらかくなります。",
      "يلين الكعب بعد نحو ثلاث سنوات في الجيوب.",
    ),
    say(
      "The cloth shows where you hold it. We think that is right.",
      "Das Leinen zeigt, wo man es hält. Das finden wir richtig.",
      "持つところからクロスの色が変わります。それでよいと思っています。",
      "يظهر على القماش موضع يدك، ونرى ذلك في محله.",
    ),
  ],
  care: say("Keep it dry.", "Trocken halten.", "水濡れに注意。", "يُحفظ جافًّا."),
  places: ["nurnberg", "osaka", "ghent"],
};

export const pencil: Make = {
  material: say(
    "Cedar and graphite, pot in steel enamel",
    "Zeder und Graphit, Becher emailliert",
    "シダーと黒鉛、ほうろうの筒",
    "أرز وغرافيت، وإناء مطلي بالمينا",
  ),
  details: [
    say(
      "Six cedar pencils with their pot",
      "Sechs Zedernstifte mit Becher",
      "シダーの鉛筆六本、筒付き",
      "ستة أقلام من خشب الأرز مع إنائها",
    ),
    say("Cedar, lacquered four times", "Zeder, viermal lackiert", "シダー、四度塗り", "خشب أرز مطلي أربع مرات"),
  ],
  making: [
    say(
      "Two slats of cedar are glued round the lead, cut to six sides and lacquered four times. Sharpened before they leave.",
      "Zwei Zedernbrettchen um die Mine geleimt, sechskantig geschnitten, viermal lackiert. Sie kommen gespitzt.",
      "二枚のシダー板で芯をはさみ、六角に切って四度塗ります。削ってお届けします。",
      "يُلصق لوحان من الأرز حول اللب ثم يُقصّان بستة أضلاع ويُطليان أربع مرات. وتصلك مبريّة.",
    ),
    say(
      "The pot is the small brother of our mugs: steel, dipped in glass. It holds about thirty pencils if you are that kind of person.",
      "Der Becher ist der kleine Bruder unserer Tassen: Stahl, in Glas getaucht. Er fasst etwa dreißig Stifte.",
      "筒はうちのマグの弟分、ほうろうです。鉛筆なら三十本ほど入ります。",
      "الإناء أخٌ صغير لأكوابنا: فولاذ مغموس في المينا، ويتسع لنحو ثلاثين قلمًا.",
    ),
  ],
  flaws: [
    say(
      "Dropped on the floor, the lead breaks inside. Everyone's does.",
      "Fällt der Stift auf den Boden, bricht die Mine. Das tut jede.",
      "床に落とすと、中で芯が折れます。どの鉛筆も同じです。",
      "إذا سقط القلم انكسر لبّه من الداخل، وهذا حال كل الأقلام.",
    ),
    say(
      "The lacquer is thin at the facets and wears to wood.",
      "An den Kanten ist der Lack dünn und wird zu Holz.",
      "角の塗りは薄く、使ううちに木が出ます。",
      "الطلاء رقيق عند الأضلاع ويبلى حتى يظهر الخشب.",
    ),
  ],
  care: say(
    "Sharpen by knife or sharpener, eight mm.",
    "Mit Messer oder Spitzer, acht mm.",
    "ナイフか鉛筆削りで8 mm。",
    "يُبرى بالسكين أو المبراة بطول 8 مم.",
  ),
  places: ["nurnberg"],
};

export const scissors: Make = {
  material: say(
    "Carbon steel, dipped handles",
    "Kohlenstoffstahl, getauchte Griffe",
    "炭素鋼、ディップの持ち手",
    "فولاذ كربوني بمقابض مغموسة",
  ),
  details: [
    say(
      "Forged carbon steel, dipped handles",
      "Geschmiedeter Stahl, getauchte Griffe",
      "鍛造の炭素鋼、ディップの持ち手",
      "فولاذ كربوني مطروق بمقابض مغموسة",
    ),
    say("Two blades, one brass screw", "Zwei Klingen, eine Messingschraube", "刃が二枚、真鍮のねじ一本", "شفرتان وبرغي نحاسي واحد"),
  ],
  making: [
    say(
      "Forged in pairs that stay together from the first blow. The screw is set by ear: it should whisper, not click.",
      "Paarweise geschmiedet; die Klingen bleiben vom ersten Schlag an zusammen. Die Schraube wird nach Gehör gestellt.",
      "最初のひと打ちから二枚ひと組で鍛えます。ねじは音を聞いて締めます。",
      "تُطرق الشفرات أزواجًا تبقى معًا من الضربة الأولى. ويُضبط البرغي بالسمع: يهمس ولا يطقطق.",
    ),
    say(
      "Ground hollow, so that only the edges meet. The handles are dipped twice and cut left-handed on request.",
      "Hohl geschliffen, so treffen sich nur die Schneiden. Die Griffe sind zweimal getaucht; Linkshänder fragen uns.",
      "裏をすいて研ぐので、触れるのは刃先だけです。持ち手は二度浸しています。左利き用もお尋ねください。",
      "مجلوّة بتقعير فلا يتلاقى إلا الحدّان. والمقابض مغموسة مرتين، ولأعسر اليد نسخة عند الطلب.",
    ),
  ],
  flaws: [
    say(
      "Carbon steel rusts if you put it away wet.",
      "Kohlenstoffstahl rostet, wenn er nass weggelegt wird.",
      "炭素鋼は濡れたまましまうと錆びます。",
      "يصدأ الفولاذ الكربوني إذا حُفظ مبللًا.",
    ),
    say(
      "Paper dulls them for cloth. Buy two, or be strict.",
      "Papier macht sie für Stoff stumpf. Zwei kaufen oder streng sein.",
      "紙を切ると布が切れにくくなります。二丁にするか、使い分けを。",
      "يُثلم الورق الحدّ فلا يقص القماش. اشترِ اثنين أو كن حازمًا.",
    ),
  ],
  care: say(
    "Wipe dry, one drop of oil at the screw.",
    "Trocken wischen, ein Tropfen Öl an die Schraube.",
    "乾拭きし、ねじに油を一滴。",
    "يُمسح جافًّا مع قطرة زيت عند البرغي.",
  ),
  places: ["solingen", "sheffield", "tsubame"],
};

export const drawers: Make = {
  material: say("Painted birch ply", "Lackiertes Birkensperrholz", "塗装したカバ合板", "خشب بتولا رقائقي مطلي"),
  details: [
    say(
      "Painted birch, drawers on wax",
      "Lackierte Birke, gewachste Schübe",
      "塗装したカバ材、蝋引きの引き出し",
      "خشب بتولا مطلي وأدراج مشمّعة",
    ),
    say("Birch ply with label frames", "Birkensperrholz mit Etikettrahmen", "カバ合板、ラベル枠付き", "خشب بتولا رقائقي بإطارات ملصقات"),
  ],
  making: [
    say(
      "Finger-jointed at the corners and painted after assembly, so no bare edge shows. Each drawer has a frame for its name.",
      "An den Ecken gezinkt und erst danach lackiert, so bleibt keine Kante roh. Jeder Schub hat einen Rahmen für seinen Namen.",
      "角を組み継ぎにしてから塗るので、切り口が見えません。引き出しごとに名札の枠があります。",
      "زواياها معشّقة وتُطلى بعد التجميع فلا تظهر حافة عارية. ولكل درج إطار لاسمه.",
    ),
    say(
      "The drawers run on waxed wood, not on rails, and stop before they fall out.",
      "Die Schübe laufen auf gewachstem Holz statt auf Schienen und stoppen, bevor sie fallen.",
      "引き出しは金具ではなく、蝋を引いた木の上をすべります。抜け落ちる前に止まります。",
      "تنزلق الأدراج على خشب مشمّع لا على سكك، وتتوقف قبل أن تسقط.",
    ),
  ],
  flaws: [
    say(
      "In damp weather they run stiffly. Rub a candle along the side.",
      "Bei feuchtem Wetter klemmen sie. Eine Kerze an der Seite entlangreiben.",
      "湿気の多い日は動きが重くなります。側面にろうそくをこすってください。",
      "تثقل حركتها في الرطوبة. افرك جانبها بشمعة.",
    ),
    say(
      "The top takes a stack of paper, not a person.",
      "Oben trägt es Papier, keine Menschen.",
      "天板には紙を。人は乗れません。",
      "يحمل السطح رزمة ورق لا إنسانًا.",
    ),
  ],
  care: say(
    "Dry cloth; wax the runners once a year.",
    "Trockenes Tuch; Läufer einmal im Jahr wachsen.",
    "乾拭き。年に一度、蝋を引く。",
    "قماشة جافة، وتُشمَّع المجاري مرة في السنة.",
  ),
  places: ["småland", "tsubame"],
};
