import { row, type Shelf } from "../row.ts";
import { say } from "../text.ts";

export const trays: Shelf = {
  handle: "trays",
  ground: "clay",
  title: say("Trays", "Ablagen", "引き出しとトレイ", "أدراج المكتب"),
  intro: say(
    "Trays in a stack, with a frame for the name of what you mean to keep in each.",
    "Ablagen im Stapel, mit Rahmen für den Namen dessen, was hinein soll.",
    "重ねたトレイ。何を入れるつもりかを書く枠付きです。",
    "أدراج مرصوصة، ولكل منها إطار لاسم ما تنوي حفظه.",
  ),
  rows: [
    row(
      "tray",
      "drawers",
      "A5 1600g 58, A4 2900g 76",
      "PB WC TW CW",
      say("Letter trays", "Briefablage", "手紙のトレイ", "أدراج الرسائل"),
      say(
        "In, out, and the one in the middle.",
        "Eingang, Ausgang und die in der Mitte.",
        "来たもの、出すもの、そして真ん中のもの。",
        "الوارد والصادر، والذي في الوسط.",
      ),
    ),
    row(
      "tray",
      "drawers",
      "S 1200g 48, L 2100g 62",
      "OC IB CO LC",
      say("Pen trays", "Stiftablage", "ペンのトレイ", "أدراج الأقلام"),
      say(
        "Lined with felt, so a drawer can be shut in a meeting.",
        "Mit Filz ausgelegt, damit man sie auch in einer Besprechung schließen kann.",
        "フェルト張り。会議中でも静かに閉まります。",
        "مبطّنة باللباد، فتُغلق في اجتماع بلا صوت.",
      ),
    ),
    row(
      "tray",
      "drawers",
      "S 1100g 46, M 1700g 56, L 2400g 68",
      "BP RT ST",
      say("Sewing trays", "Nähablage", "裁縫のトレイ", "أدراج الخياطة"),
      say(
        "Thread above, buttons in the middle, everything else below.",
        "Oben Garn, in der Mitte Knöpfe, unten alles andere.",
        "上に糸、中にボタン、下にそのほか全部。",
        "الخيط فوق، والأزرار في الوسط، والباقي تحت.",
      ),
    ),
    row(
      "tray",
      "drawers",
      "A5 1650g 60, A4 2950g 78",
      "IB CW PB",
      say("Stamp collector's trays", "Sammlerablage", "切手収集家のトレイ", "أدراج جامع الطوابع"),
      say(
        "Shallow drawers, because deep ones become drawers for cables.",
        "Flache Schübe, denn tiefe werden zu Kabelschubladen.",
        "浅い引き出し。深いと電源コードの住みかになります。",
        "ضحلة، فالعميقة تصير أدراج أسلاك.",
      ),
    ),
    row(
      "tray",
      "drawers",
      "S 1250g 50, L 2200g 64",
      "ST SI WC OC",
      say("Hall trays", "Flurablage", "玄関のトレイ", "أدراج المدخل"),
      say(
        "Keys, post, and the gloves that lost their pair.",
        "Schlüssel, Post und Handschuhe ohne Partner.",
        "鍵、郵便、片方だけの手袋。",
        "للمفاتيح والبريد والقفازات الوحيدة.",
      ),
      { also: ["new"] },
    ),
    row(
      "tray",
      "drawers",
      "S 1300g 52, L 2250g 66",
      "LC RT BP TW",
      say("Kitchen trays", "Küchenablage", "台所のトレイ", "أدراج المطبخ"),
      say(
        "For string, corks and the instructions of things you own.",
        "Für Schnur, Korken und Anleitungen der Dinge, die man hat.",
        "ひも、コルク、そして説明書のために。",
        "للخيوط والفلين وأدلة ما تملك.",
      ),
    ),
    row(
      "tray",
      "drawers",
      "A5 1700g 62, A4 3000g 80",
      "CO SI PB WC",
      say("Seed trays", "Saatgutablage", "種袋のトレイ", "أدراج البذور"),
      say(
        "Packets stand upright, by month. April is always the fullest.",
        "Tüten stehen aufrecht, nach Monaten. Der April ist immer am vollsten.",
        "種袋を月ごとに立ててしまえます。四月がいつもいっぱいです。",
        "تقف الأكياس فيها بحسب الأشهر، وأبريل أكثرها امتلاءً.",
      ),
    ),
  ],
};
