/** A feed whose every text tries to be markup: of this shop, of other template systems, of the browser. */

/** By what they would do if they were more than text. */
export const HOSTILE = {
  "a script": "</script><script>window.hostile=1</script>",
  "a handler": "<img src=x id=hostile onerror=window.hostile=1>",
  "the end of a template": '</template><template data-fragment="greeting"><b id="hostile"></b></template>',
  "a slot of ours": '<!--slot 0 0--><div data-fragment="cart-badge" id="hostile"></div>',
  "an edge-side include": '<esi:include src="/hostile"/><esi:remove>',
  "a server-side include": '<!--#include virtual="/hostile" -->',
  "a shadow slot": '<slot name="hostile"></slot>',
  "an open end": '<b id="hostile"><!-- <textarea><title><![CDATA[',
  "a style": "</style><style>*{display:none}</style>",
  "the end of the page": "</main></body></html><plaintext>",
  "an attribute": "\" onmouseover=\"window.hostile=1\" id='hostile' x='",
  "a replacement": "$& $' {{constructor.constructor('window.hostile=1')()}} $1 %00",
} as const;

const LANGUAGES = ["en", "de", "ja", "ar"];
const CURRENCIES = ["USD", "GBP", "EUR", "JPY", "AED"];

const inXml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const inAll = (element: string, text: string) => LANGUAGES.map((lang) => `<${element} xml:lang="${lang}">${text}</${element}>`).join("");

/** Two products for each: one says it as it is, one as text that was escaped once more by whoever wrote the feed. */
export const PRODUCTS = Object.values(HOSTILE).flatMap((marker, i) => [
  { handle: `hostile-${i}-plain`, marker, text: inXml(marker) },
  { handle: `hostile-${i}-twice`, marker: inXml(marker), text: inXml(inXml(marker)) },
]);

export function hostileFeed(products = PRODUCTS): string {
  const [first] = products;
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0" xmlns:v="urn:vitrine:feed:1"><channel>
<title>Hostile</title><link>https://nearhand.example</link><description>d</description>
<v:collection handle="table" position="1">${inAll("v:title", `Zroom ${first?.text}`)}${inAll("v:intro", `Zintro ${first?.text}`)}</v:collection>
<v:collection handle="mugs-cups" parent="table" ground="sky" position="1">${inAll("v:title", `Zshelf ${first?.text}`)}${inAll("v:intro", `Zintro ${first?.text}`)}</v:collection>
${products.map(item).join("\n")}
</channel></rss>`;
}

function item({ handle, marker, text }: (typeof PRODUCTS)[number], index: number): string {
  return `<item><g:id>SKU-${index}</g:id><g:item_group_id>${handle}</g:item_group_id><g:title>Ztitle ${text}</g:title>
<g:description>Zdescription ${text}</g:description><g:link>https://nearhand.example/products/${handle}</g:link>
<g:image_link>https://nearhand.example/static/x.svg?${encodeURIComponent(marker)}</g:image_link><g:availability>in_stock</g:availability>
<g:price>16.00 GBP</g:price>${CURRENCIES.filter((currency) => currency !== "GBP")
    .map((currency) => `<v:price>18 ${currency}</v:price>`)
    .join("")}
<g:brand>Zbrand ${start(marker)}</g:brand><g:mpn>${index}</g:mpn><g:condition>new</g:condition><g:color>Zcolor</g:color><g:material>Zmaterial ${start(marker)}</g:material>
<v:option name="color" value="c${index}" body="#f6f5f1" rim="#1b449f">${inAll("v:label", `Zlabel ${start(marker)}`)}</v:option>
<g:product_detail><g:attribute_name>Zname ${start(marker)}</g:attribute_name><g:attribute_value>Zvalue ${start(marker)}</g:attribute_value></g:product_detail>
<v:stock>14</v:stock><v:handle>${handle}</v:handle>${inAll("v:title", `Ztitle ${text}`)}${inAll("v:detail", `Zdetail ${text}`)}${inAll("v:description", `Zdescription ${text}`)}
<v:spec>${inAll("v:name", `Zname ${start(marker)}`)}${inAll("v:value", `Zvalue ${text}`)}</v:spec><v:position>${index + 1}</v:position><v:released>2026-11-16</v:released>
<v:also>table</v:also><v:also>mugs-cups</v:also></item>`;
}

/** As much of it as short fields take. */
const start = (marker: string) => inXml(marker.slice(0, 40));
