import { say } from "../text.ts";
import type { Make } from "./make.ts";

export const castIron: Make = {
  material: say("Cast iron and glass enamel", "Gusseisen, emailliert", "鋳鉄、ほうろう", "حديد زهر مطلي بالمينا"),
  details: [
    say(
      "Cast iron, glass inside and out",
      "Gusseisen, innen und außen emailliert",
      "内も外もほうろうの鋳鉄",
      "حديد زهر بطلاء زجاجي من الداخل والخارج",
    ),
    say(
      "Cast iron, knob fixed with one screw",
      "Gusseisen, Knopf mit einer Schraube",
      "鋳鉄、つまみはねじ一本",
      "حديد زهر ومقبض غطاء ببرغي واحد",
    ),
  ],
  making: [
    say(
      "Cast in sand that is used once and knocked off. The walls are 4 mm thick and hold heat for about an hour.",
      "In Sand gegossen, der nur einmal dient. Die Wand ist 4 mm stark und hält etwa eine Stunde warm.",
      "一度きりの砂型で鋳ます。厚さ4 mmの壁が、一時間ほど熱を保ちます。",
      "يُصب الحديد في رمل يُستعمل مرة واحدة. سماكة الجدار 4 مم وتحفظ الحرارة نحو ساعة.",
    ),
    say(
      "The lid sits on a ground edge, so steam goes back to where it came from. The knob takes 250 °C.",
      "Der Deckel sitzt auf geschliffener Kante, so kehrt der Dampf zurück. Der Knopf verträgt 250 °C.",
      "ふたは研いだふちに重なり、湯気を鍋に戻します。つまみは250 °Cまで使えます。",
      "يستقر الغطاء على حافة مصقولة فيعود البخار إلى القدر. ويتحمل المقبض 250 درجة مئوية.",
    ),
  ],
  flaws: [
    say(
      "It is heavy, and heavier when full. Lift with both hands.",
      "Es ist schwer, voll noch schwerer. Mit beiden Händen heben.",
      "重いです。中身が入るとさらに重くなります。両手でお持ちください。",
      "الوزن كبير، ويزيد عند الامتلاء. الرفع بكلتا اليدين.",
    ),
    say(
      "Onions will leave a shadow on the light glass. Soda takes it off.",
      "Zwiebeln hinterlassen auf heller Emaille einen Schatten. Soda nimmt ihn weg.",
      "玉ねぎを炒めると内側に色が残ります。重曹で落ちます。",
      "يترك البصل ظلًّا على الطلاء الفاتح، وتزيله الصودا.",
    ),
  ],
  care: say(
    "Every stove, oven to 250 °C. Wash by hand.",
    "Jeder Herd, Ofen bis 250 °C. Von Hand spülen.",
    "すべての熱源・オーブン250 °Cまで。手洗い。",
    "كل المواقد، والفرن حتى 250 درجة. الغسل باليد.",
  ),
  places: ["ghent", "jura"],
};

export const boardWood: Make = {
  material: say("Solid wood, oiled", "Massivholz, geölt", "無垢材、オイル仕上げ", "خشب مصمت مزيّت"),
  details: [
    say(
      "Solid wood from one plank, cord loop",
      "Massivholz aus einer Bohle, Kordelschlaufe",
      "一枚板、ひも付き",
      "خشب مصمت من لوح واحد مع حلقة حبل",
    ),
    say(
      "Oiled wood, edge rounded by hand",
      "Geöltes Holz, Kante von Hand gerundet",
      "オイル仕上げ、角は手で丸めたもの",
      "خشب مزيّت بحافة مدوّرة باليد",
    ),
  ],
  making: [
    say(
      "Cut from one plank, not glued from strips, so the grain runs from end to end. Oiled three times with linseed.",
      "Aus einer Bohle geschnitten, nicht aus Leisten verleimt. Die Maserung läuft durch. Dreimal mit Leinöl geölt.",
      "集成材ではなく、一枚の板から切り出します。木目は端から端まで通っています。亜麻仁油を三度塗っています。",
      "يُقطع من لوح واحد دون لصق شرائح، فتمتد العروق من طرف إلى طرف. ويُدهن ثلاث مرات بزيت الكتان.",
    ),
    say(
      "The wood dries outdoors for two years and indoors for one month. The cord shows which board is for fish.",
      "Das Holz trocknet zwei Jahre draußen und einen Monat drinnen. An der Kordel sieht man, welches Brett für Fisch ist.",
      "木は外で二年、室内でひと月乾かします。ひもの色で、魚用の板を見分けられます。",
      "يجف الخشب سنتين في الخارج وشهرًا في الداخل. وبلون الحبل تعرف لوح السمك من غيره.",
    ),
  ],
  flaws: [
    say(
      "A wet board left flat will bend. Stand it up to dry.",
      "Nass hingelegt verzieht sich das Brett. Zum Trocknen hinstellen.",
      "濡れたまま寝かせると反ります。立てて乾かしてください。",
      "يتقوس اللوح المبلل إذا تُرك مستلقيًا. أوقفه ليجف.",
    ),
    say(
      "Knife marks come with use and go with sandpaper, which we enclose.",
      "Schnittspuren kommen mit der Zeit und gehen mit dem beigelegten Schleifpapier.",
      "包丁の跡は使うほど増えます。同梱の紙やすりで消えます。",
      "تظهر آثار السكين مع الاستعمال وتزول بورق الصنفرة المرفق.",
    ),
  ],
  care: say(
    "Wipe, stand to dry, oil twice a year.",
    "Abwischen, stehend trocknen, zweimal im Jahr ölen.",
    "拭いて立てて乾かし、年に二度オイルを。",
    "يُمسح ويُجفف واقفًا ويُزيّت مرتين في السنة.",
  ),
  places: ["jura", "småland"],
};

export const spoonWood: Make = {
  material: say(
    "Beech and walnut, pot in steel enamel",
    "Buche und Nussbaum, Topf emailliert",
    "ブナとクルミ、ほうろうの筒",
    "زان وجوز، وإناء مطلي بالمينا",
  ),
  details: [
    say("Beech and walnut, with their pot", "Buche und Nussbaum, mit Topf", "ブナとクルミ、筒付き", "زان وجوز مع إنائها"),
    say(
      "Turned beech, pot in glass enamel",
      "Gedrechselte Buche, Topf emailliert",
      "ブナの挽きもの、ほうろうの筒",
      "زان مخروط وإناء مطلي بالمينا",
    ),
    say("Wooden tools in a steel pot", "Holzwerkzeug im Stahltopf", "木の道具と鋼の筒", "أدوات خشبية في إناء فولاذي"),
  ],
  making: [
    say(
      "Cut with the grain, so the tips do not splinter, and left without lacquer. The pot is steel with its own glass.",
      "Mit der Faser geschnitten, damit nichts splittert, und ohne Lack. Der Topf ist aus emailliertem Stahl.",
      "ささくれないように木目に沿って削り、塗装はしていません。筒はほうろうです。",
      "تُقطع باتجاه العروق كي لا تتشظى، وتُترك بلا طلاء. والإناء من فولاذ مطلي بالمينا.",
    ),
    say(
      "The handles are 30 cm long: they reach the far corner of a deep pan and do not fall in.",
      "Die Stiele sind 30 cm lang: Sie reichen in die hinterste Ecke und fallen nicht hinein.",
      "柄は30 cm。深い鍋の奥まで届き、鍋の中に落ちません。",
      "طول المقابض 30 سم: تصل إلى أبعد زاوية في القدر ولا تسقط فيه.",
    ),
    say(
      "The beech is steamed first, which turns it pink and stops it from moving. The walnut needs no help.",
      "Die Buche wird gedämpft, das macht sie rosa und ruhig. Der Nussbaum braucht das nicht.",
      "ブナは蒸してから使います。少し赤くなり、狂わなくなります。クルミはそのまま使います。",
      "يُبخَّر خشب الزان فيتورد ويثبت، أما الجوز فلا يحتاج إلى ذلك.",
    ),
  ],
  flaws: [
    say(
      "Wood takes up tomato and turmeric. That is not dirt.",
      "Holz nimmt Tomate und Kurkuma an. Das ist kein Schmutz.",
      "木にはトマトやターメリックの色が移ります。汚れではありません。",
      "يأخذ الخشب لون الطماطم والكركم، وليس ذلك اتساخًا.",
    ),
    say(
      "After a week the wood is rough. Sand it once and it stays smooth.",
      "Nach einer Woche wird das Holz rau. Einmal schleifen, dann bleibt es glatt.",
      "一週間ほどで木の表面が毛羽立ちます。一度磨けば、あとはなめらかです。",
      "بعد أسبوع يخشن الخشب. اصقله مرة واحدة فيبقى أملس.",
    ),
  ],
  care: say(
    "Wood by hand, pot in the dishwasher.",
    "Holz von Hand, Topf in die Spülmaschine.",
    "木は手洗い、筒は食洗機可。",
    "الخشب باليد، والإناء في غسالة الأطباق.",
  ),
  places: ["jura", "småland", "olkusz"],
};

export const jarGlass: Make = {
  material: say("Glass and painted steel", "Glas und lackierter Stahl", "ガラスと塗装した鋼", "زجاج وفولاذ مطلي"),
  details: [
    say("Glass with a painted lid", "Glas mit lackiertem Deckel", "ガラス、塗装のふた", "زجاج بغطاء مطلي"),
    say("Recycled glass, steel lid", "Altglas, Stahldeckel", "再生ガラス、鋼のふた", "زجاج معاد تدويره وغطاء فولاذي"),
    say(
      "Clear glass, lid with a painted edge",
      "Klares Glas, Deckel mit gemaltem Rand",
      "透明ガラス、ふたのふちは手塗り",
      "زجاج شفاف وغطاء بحافة مرسومة",
    ),
  ],
  making: [
    say(
      "The body is made from bottle glass, melted again. The lid is steel, painted inside and out, with a rubber ring.",
      "Der Körper ist aus eingeschmolzenem Flaschenglas. Der Deckel ist aus Stahl, innen und außen lackiert, mit Gummiring.",
      "びんのガラスを溶かし直したものです。ふたは鋼で、内も外も塗装し、ゴムの輪が入っています。",
      "الجسم من زجاج القوارير المعاد صهره، والغطاء من فولاذ مطلي من الداخل والخارج وفيه حلقة مطاطية.",
    ),
    say(
      "The mouth is wide enough for a hand or a measuring cup. A paper label comes with it; the ink is yours.",
      "Die Öffnung ist weit genug für Hand oder Messbecher. Ein Papieretikett liegt bei, die Tinte nicht.",
      "口は手や計量カップが入る広さです。紙のラベルが付きます。",
      "الفوهة واسعة تكفي لليد أو كوب القياس. ومعه ملصق ورقي للكتابة.",
    ),
  ],
  flaws: [
    say(
      "The lid keeps out moths and damp, but it is not for liquids. Do not lay it on its side.",
      "Der Deckel hält Motten und Feuchte ab, ist aber nichts für Flüssiges. Nicht hinlegen.",
      "ふたは虫と湿気を防ぎますが、液体には向きません。横にしないでください。",
      "يمنع الغطاء العث والرطوبة، لكنه لا يصلح للسوائل، فلا تضعه على جنبه.",
    ),
    say(
      "The ring dries with the years and sits looser. We send another for the postage.",
      "Der Ring trocknet mit den Jahren und sitzt lockerer. Ersatz gibt es gegen Porto.",
      "輪は年とともに乾いてゆるみます。送料のみで交換品をお送りします。",
      "تجف الحلقة مع السنين وترتخي، ونرسل بديلًا مقابل أجرة البريد.",
    ),
  ],
  care: say(
    "Glass in the dishwasher, lid by hand.",
    "Glas in die Spülmaschine, Deckel von Hand.",
    "ガラスは食洗機可、ふたは手洗い。",
    "الزجاج في غسالة الأطباق، والغطاء باليد.",
  ),
  places: ["jura", "bohemia"],
};

export const vaseClay: Make = {
  material: say("Glazed earthenware", "Glasierte Keramik", "釉がけの陶器", "فخار مزجّج"),
  details: [
    say("Glazed earthenware, watertight", "Glasierte Keramik, wasserdicht", "釉がけの陶器、水漏れなし", "فخار مزجّج لا يرشح"),
    say("Earthenware, glazed to the foot", "Keramik, bis zum Fuß glasiert", "足もとまで釉をかけた陶器", "فخار مزجّج حتى القاعدة"),
  ],
  making: [
    say(
      "Poured in a plaster form, trimmed and glazed by dipping. The neck is narrow enough to hold three stems upright.",
      "In Gips gegossen, versäubert und getaucht glasiert. Der Hals ist eng genug, um drei Stiele zu halten.",
      "石膏型に流し、削って釉に浸します。口が細いので、三本の茎がまっすぐ立ちます。",
      "يُصب الفخار في قالب جص ويُشذَّب ويُغمس في طلاء زجاجي. والعنق ضيق يكفي لإبقاء ثلاث سيقان واقفة.",
    ),
    say(
      "The foot is heavy and the wall is thin, so it stands by itself even with long branches.",
      "Der Fuß ist schwer, die Wand dünn: So steht sie auch mit langen Zweigen.",
      "底が重く、壁は薄め。長い枝を挿しても倒れません。",
      "القاعدة ثقيلة والجدار رقيق، فتبقى واقفة حتى مع الأغصان الطويلة.",
    ),
  ],
  flaws: [
    say(
      "Hard water leaves a line. Vinegar takes it away.",
      "Hartes Wasser hinterlässt einen Rand. Essig löst ihn.",
      "硬い水は跡を残します。酢で落ちます。",
      "يترك الماء العسر خطًّا يزيله الخل.",
    ),
    say(
      "The glaze has fine lines inside. They do not leak.",
      "Innen hat die Glasur feine Risse. Sie sind dicht.",
      "内側の釉に細かな貫入があります。水は漏れません。",
      "في التزجيج من الداخل خطوط دقيقة لا ترشح.",
    ),
  ],
  care: say("Warm water and a bottle brush.", "Warmes Wasser und Flaschenbürste.", "ぬるま湯とびん用ブラシ。", "ماء دافئ وفرشاة قوارير."),
  places: ["stoke", "fes", "porto"],
};
