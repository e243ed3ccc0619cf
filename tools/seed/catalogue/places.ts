/** Where things are made. */
import { say, type Text } from "./text.ts";

export const PLACES = {
  olkusz: say("Olkusz, Poland", "Olkusz, Polen", "ポーランド、オルクシュ", "أولكوش، بولندا"),
  stoke: say("Stoke-on-Trent, England", "Stoke-on-Trent, England", "イングランド、ストーク・オン・トレント", "ستوك أون ترنت، إنجلترا"),
  hoehr: say("Höhr-Grenzhausen, Germany", "Höhr-Grenzhausen, Deutschland", "ドイツ、ヘーア・グレンツハウゼン", "هور غرنتسهاوزن، ألمانيا"),
  solingen: say("Solingen, Germany", "Solingen, Deutschland", "ドイツ、ゾーリンゲン", "زولينغن، ألمانيا"),
  jura: say("Jura, France", "Jura, Frankreich", "フランス、ジュラ", "جورا، فرنسا"),
  marseille: say("Marseille, France", "Marseille, Frankreich", "フランス、マルセイユ", "مرسيليا، فرنسا"),
  borås: say("Borås, Sweden", "Borås, Schweden", "スウェーデン、ボロース", "بوروس، السويد"),
  småland: say("Småland, Sweden", "Småland, Schweden", "スウェーデン、スモーランド", "سمولاند، السويد"),
  porto: say("Porto, Portugal", "Porto, Portugal", "ポルトガル、ポルト", "بورتو، البرتغال"),
  alentejo: say("Alentejo, Portugal", "Alentejo, Portugal", "ポルトガル、アレンテージョ", "ألينتيجو، البرتغال"),
  bohemia: say("Nový Bor, Czech Republic", "Nový Bor, Tschechien", "チェコ、ノヴィー・ボル", "نوفي بور، التشيك"),
  sheffield: say("Sheffield, England", "Sheffield, England", "イングランド、シェフィールド", "شفيلد، إنجلترا"),
  wales: say("Pembrokeshire, Wales", "Pembrokeshire, Wales", "ウェールズ、ペンブルックシャー", "بمبروكشير، ويلز"),
  tsubame: say("Tsubame, Japan", "Tsubame, Japan", "新潟県燕市", "تسوبامي، اليابان"),
  osaka: say("Osaka, Japan", "Osaka, Japan", "大阪府", "أوساكا، اليابان"),
  nurnberg: say("Nuremberg, Germany", "Nürnberg, Deutschland", "ドイツ、ニュルンベルク", "نورمبرغ، ألمانيا"),
  ghent: say("Ghent, Belgium", "Gent, Belgien", "ベルギー、ヘント", "غنت، بلجيكا"),
  fes: say("Fes, Morocco", "Fès, Marokko", "モロッコ、フェズ", "فاس، المغرب"),
} as const satisfies Readonly<Record<string, Text>>;

export type Place = keyof typeof PLACES;
