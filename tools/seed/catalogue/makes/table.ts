import { say } from "../text.ts";
import type { Make } from "./make.ts";

export const enamel: Make = {
  material: say("Steel and glass enamel", "Stahl, emailliert", "鋼板、ほうろう", "فولاذ مطلي بالمينا"),
  details: [
    say(
      "Steel and glass enamel, painted edge",
      "Emaillierter Stahl mit gemaltem Rand",
      "ふちを手で塗った、ほうろう",
      "فولاذ مطلي بالمينا وحافة مرسومة باليد",
    ),
    say("Steel dipped twice in glass", "Stahl, zweimal in Glas getaucht", "二度がけのほうろう", "فولاذ مغموس مرتين في المينا"),
    say("Pressed steel, glass enamel", "Gepresster Stahl, emailliert", "鋼板のプレス、ほうろう仕上げ", "فولاذ مكبوس بطلاء زجاجي"),
  ],
  making: [
    say(
      "Pressed from one sheet of 0.8 mm steel, dipped in glass and fired twice. The rim gets a coat of its own, because that is where lips and spoons go.",
      "Aus einem Stück Stahlblech von 0,8 mm gepresst, in Glas getaucht und zweimal gebrannt. Der Rand bekommt eine eigene Schicht, denn dort kommen Lippen und Löffel hin.",
      "厚さ0.8 mmの鋼板を一枚から絞り、ガラス質の釉薬をかけて二度焼きます。口とスプーンがあたるふちには、もう一度釉薬を重ねています。",
      "يُكبس الفولاذ من لوح واحد بسماكة 0.8 مم، ثم يُغمس في المينا ويُحرق مرتين. وللحافة طبقة خاصة بها، فهي أكثر ما تلمسه الشفاه والملاعق.",
    ),
    say(
      "The steel is pressed cold and the glass goes on wet. Twenty minutes at 820 °C make one thing of the two.",
      "Der Stahl wird kalt gepresst, das Glas nass aufgetragen. Zwanzig Minuten bei 820 °C machen daraus ein Stück.",
      "鋼は冷たいまま絞り、釉薬は濡れたままかけます。820 °Cで二十分焼くと、二つがひとつになります。",
      "يُكبس الفولاذ باردًا وتوضع المينا رطبة، ثم تجعلهما عشرون دقيقة عند 820 درجة مئوية قطعة واحدة.",
    ),
    say(
      "The edge is painted by one person, who does about ninety an hour. Look closely and you find where the brush began.",
      "Den Rand malt ein Mensch, etwa neunzig Stück in der Stunde. Wer genau hinsieht, findet den Anfang des Pinselstrichs.",
      "ふちはひとりの職人が、一時間に九十個ほど塗ります。よく見ると、筆を置いた場所がわかります。",
      "يرسم الحافة شخص واحد، نحو تسعين قطعة في الساعة. ومن يدقق النظر يجد نقطة بداية الفرشاة.",
    ),
  ],
  flaws: [
    say(
      "It will chip if you drop it on stone. The chip does no harm, and we sell a repair lacquer.",
      "Auf Stein gefallen, platzt ein Stück ab. Das schadet nicht, und wir haben einen Reparaturlack.",
      "石の床に落とすと欠けます。欠けても使えますし、補修用の塗料もご用意しています。",
      "السقوط على الحجر يقشّر الطرف. لا ضرر في ذلك، ولدينا طلاء للإصلاح.",
    ),
    say(
      "Small dots under the glass are not dirt. They are where it hung in the kiln.",
      "Kleine Punkte unter dem Glas sind kein Schmutz. Dort hing das Stück im Ofen.",
      "釉薬の下の小さな点は汚れではありません。窯で吊るしたときの跡です。",
      "النقاط الصغيرة تحت الطلاء ليست اتساخًا، بل موضع التعليق في الفرن.",
    ),
    say(
      "It gets as hot as what is in it. Keep a cloth near.",
      "Es wird so heiß wie sein Inhalt. Ein Tuch in Reichweite hilft.",
      "中身と同じだけ熱くなります。布巾を手もとに置いてください。",
      "تسخن القطعة بقدر ما فيها، فأبقِ قطعة قماش قريبة منك.",
    ),
  ],
  care: say(
    "Dishwasher and stove. Not the microwave.",
    "Spülmaschine und Herd. Keine Mikrowelle.",
    "食洗機・直火可。電子レンジ不可。",
    "غسالة الأطباق والموقد. لا للميكروويف.",
  ),
  places: ["olkusz"],
};

export const stoneware: Make = {
  material: say("Stoneware", "Steinzeug", "炻器", "خزف حجري"),
  details: [
    say(
      "Stoneware, glazed inside and out",
      "Steinzeug, innen und außen glasiert",
      "内も外も釉がけの炻器",
      "خزف حجري مزجّج من الداخل والخارج",
    ),
    say("Heavy stoneware, bare foot", "Schweres Steinzeug, Fuß unglasiert", "厚手の炻器、高台は素焼き", "خزف حجري ثقيل بقاعدة غير مزجّجة"),
  ],
  making: [
    say(
      "Turned on a wheel with a template, dried for four days and fired at 1,240 °C. The foot is left bare so that it does not slide.",
      "Auf der Scheibe mit Schablone gedreht, vier Tage getrocknet und bei 1.240 °C gebrannt. Der Fuß bleibt unglasiert, damit nichts rutscht.",
      "型をあててろくろで挽き、四日乾かして1,240 °Cで焼きます。すべらないように、高台には釉をかけません。",
      "يُشكَّل الخزف على الدولاب بقالب، ويُجفَّف أربعة أيام، ثم يُحرق عند 1240 درجة مئوية. وتُترك القاعدة دون تزجيج كي لا تنزلق.",
    ),
    say(
      "The clay comes from the hill behind the pottery. Iron in it shows through the glaze as small brown specks.",
      "Der Ton kommt vom Hügel hinter der Töpferei. Sein Eisen zeigt sich in der Glasur als kleine braune Punkte.",
      "土は窯の裏山のものです。土の鉄分が、釉に小さな茶色の点となって出ます。",
      "الطين من التل الذي خلف المشغل، وفيه حديد يظهر تحت التزجيج نقاطًا بنية صغيرة.",
    ),
  ],
  flaws: [
    say(
      "No two are the same height; expect 3 mm either way.",
      "Keine zwei sind gleich hoch; 3 mm mehr oder weniger sind normal.",
      "高さはひとつずつ違います。前後3 mmほどの差があります。",
      "لا تتساوى قطعتان في الارتفاع، والفرق نحو 3 مم.",
    ),
    say(
      "The bare foot can scratch a polished table. We put felt in the box.",
      "Der rohe Fuß kann polierte Tische zerkratzen. Filz liegt bei.",
      "高台が磨いた机に傷をつけることがあります。フェルトを同梱しています。",
      "قد تخدش القاعدة الخام طاولة مصقولة، لذلك نضع اللباد في العلبة.",
    ),
  ],
  care: say(
    "Dishwasher, oven and microwave.",
    "Spülmaschine, Ofen und Mikrowelle.",
    "食洗機・オーブン・電子レンジ可。",
    "غسالة الأطباق والفرن والميكروويف.",
  ),
  places: ["hoehr", "stoke"],
};

export const pressedGlass: Make = {
  material: say("Pressed glass", "Pressglas", "型押しガラス", "زجاج مكبوس"),
  details: [
    say(
      "Pressed glass, dyed in the melt",
      "Pressglas, in der Schmelze gefärbt",
      "色を溶かし込んだ型押しガラス",
      "زجاج مكبوس ملوّن في الصهر",
    ),
    say(
      "Thick pressed glass, three tints",
      "Dickes Pressglas in drei Tönen",
      "厚手の型押しガラス、三つの色合い",
      "زجاج مكبوس سميك بثلاث درجات",
    ),
  ],
  making: [
    say(
      "A measured drop of glass falls into an iron form and is pressed for two seconds. The tint is in the glass, not on it.",
      "Ein abgemessener Tropfen Glas fällt in eine Eisenform und wird zwei Sekunden gepresst. Die Farbe ist im Glas, nicht darauf.",
      "量りとったガラスを鉄の型に落とし、二秒だけ押します。色は表面ではなく、ガラスの中にあります。",
      "تسقط قطرة زجاج موزونة في قالب حديد وتُكبس ثانيتين. واللون داخل الزجاج لا فوقه.",
    ),
    say(
      "Pressed, then held in a warm tunnel for five hours so that the glass forgets the strain.",
      "Gepresst und dann fünf Stunden im warmen Tunnel gekühlt, damit das Glas die Spannung verliert.",
      "押したあと、五時間かけてあたたかい炉を通し、ガラスのひずみを抜きます。",
      "يُكبس الزجاج ثم يمر خمس ساعات في نفق دافئ حتى يزول توتره.",
    ),
  ],
  flaws: [
    say(
      "A fine seam runs up both sides. It is the form, not a crack.",
      "An zwei Seiten läuft eine feine Naht. Sie stammt von der Form und ist kein Riss.",
      "両側に細い線があります。型の合わせ目で、ひびではありません。",
      "على الجانبين خط رفيع هو أثر القالب وليس شرخًا.",
    ),
    say(
      "Do not pour boiling water into cold glass.",
      "Kein kochendes Wasser in kaltes Glas gießen.",
      "冷えたガラスに熱湯を注がないでください。",
      "لا تصب ماءً مغليًا في زجاج بارد.",
    ),
  ],
  care: say("Dishwasher, upper rack.", "Spülmaschine, oberer Korb.", "食洗機可（上段）。", "غسالة الأطباق، الرف العلوي."),
  places: ["bohemia", "småland"],
};

export const blownGlass: Make = {
  material: say("Blown glass", "Mundgeblasenes Glas", "吹きガラス", "زجاج منفوخ"),
  details: [
    say("Blown glass with one tumbler", "Mundgeblasenes Glas mit einem Becher", "吹きガラス、コップひとつ付き", "زجاج منفوخ مع كأس واحدة"),
    say(
      "Mouth-blown, cut and fire-polished",
      "Mundgeblasen, geschnitten, feuerpoliert",
      "口吹き、火で磨いたふち",
      "منفوخ بالفم ومصقول بالنار",
    ),
  ],
  making: [
    say(
      "Blown into a wooden form that is kept wet, so that the glass turns on steam. A form lasts about six hundred pieces.",
      "In eine nasse Holzform geblasen, in der das Glas auf Dampf läuft. Eine Form hält etwa sechshundert Stück.",
      "濡らした木型に吹き込みます。ガラスは蒸気の上で回ります。木型ひとつで六百個ほど吹けます。",
      "يُنفخ الزجاج في قالب خشبي مبلل فيدور على البخار. ويكفي القالب لنحو ستمئة قطعة.",
    ),
    say(
      "Two people make it: one blows, one holds the form. The lip is cut the next day and melted smooth.",
      "Zwei Leute machen es: einer bläst, einer hält die Form. Der Rand wird am nächsten Tag geschnitten und rund geschmolzen.",
      "ひとりが吹き、ひとりが型を押さえます。口は翌日に切り、火でなめらかにします。",
      "يصنعه اثنان: واحد ينفخ وآخر يمسك القالب. وتُقص الحافة في اليوم التالي وتُملَّس بالنار.",
    ),
  ],
  flaws: [
    say(
      "You will find a bubble or two. They stay.",
      "Ein oder zwei Bläschen sind darin. Sie bleiben.",
      "小さな泡がひとつふたつ入っています。そのままです。",
      "ستجد فقاعة أو اثنتين، وهي باقية.",
    ),
    say(
      "The wall is 2 mm thin. Wash it by hand if you want to keep it.",
      "Die Wand ist nur 2 mm stark. Von Hand spülen, wenn es bleiben soll.",
      "厚さは2 mmです。長く使うなら手で洗ってください。",
      "سماكة الجدار 2 مم فقط. الغسل باليد أضمن لدوامه.",
    ),
  ],
  care: say("Wash by hand, warm.", "Von Hand spülen, warm.", "ぬるま湯で手洗い。", "الغسل باليد بماء فاتر."),
  places: ["bohemia", "småland"],
};
