import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeWhole } from "./judge-whole.ts";

describe("markup that may stand in a page", () => {
  it.each([
    "",
    "text & text",
    "<p>a<br>b<br/>c</p>",
    '<a href="/x?a=1&amp;b=2" title="a > b" data-x=\'"\'>x</a>',
    '<svg viewBox="0 0 1 1"><path d="M0 0"/><g><title>t</title></g></svg>',
    "<B>case</b>",
    "<template><slot></slot></template>",
    "<input disabled value=1>",
    "<p title='a' hidden data-x=/a/b?c>x</p>",
    "<p data-x=a/>x</p>",
    "<textarea rows=2>a &lt;/textarea></textarea>",
    "<svg><foreignObject><div>x</div></foreignObject><g><path d='M0 0' /></g></svg>",
    "<svg/><math><mi><b>x</b></mi><mspace/></math>",
    "<li><ul><li>x</li><li>y</li></ul></li><dl><dt>x</dt><dd><dl><dt>y</dt></dl></dd></dl>",
    "<table><tr><td><table></table></td></tr></table><button></button><button></button>",
  ])("is %s", (markup) => {
    expect(judgeWhole(markup)).toBeUndefined();
  });
});

describe("markup that would change the page around it", () => {
  it.each([
    ["<div>", "<div> is not closed"],
    ["<div><b></div>", "</div> closes what is not open"],
    ["</div>", "</div> closes what is not open"],
    ["</template>", "</template> closes"],
    ["<div/>", "<div> is not closed"],
    ["<p>a<!-- b</p>", "no whole tag"],
    ["<!--#include virtual=/x -->", "no whole tag"],
    ["<![CDATA[", "no whole tag"],
    ["<?x", "no whole tag"],
    ["</ p>", "no whole tag"],
    ['<b title=x\u00a0y="><textarea>"></b>', "no whole tag"],
    ['<b title=\u2028"><textarea>"></b>', "no whole tag"],
    ['<b\u000bx="><textarea>"></b>', "no whole tag"],
    ["a < b", "no whole tag"],
    ["<esi:include src='/x'/>", "no whole tag"],
    ['<a title="x>y</a>', "no whole tag"],
    ["<a href='x", "no whole tag"],
    ["<textarea>", "<textarea> is not closed"],
    ["<plaintext></plaintext>", "<plaintext> may not"],
    ["<script>x</script>", "<script> may not"],
    ["<SCRIPT src=x></SCRIPT>", "<script> may not"],
    ["<style>*{}</style>", "<style> may not"],
    ["<base href=x>", "<base> may not"],
    ["</body>", "<body> may not"],
    ["<svg></svg><path/>", "<path> is not closed"],
    ['<p title=a"><!--"></p>', "no whole tag"],
    ["<p a'><!--'></p>", "no whole tag"],
    ['<textarea><b title="</textarea><!--"></b></textarea>', "an attribute in <textarea> may end it"],
    ["<title><b title='</title><plaintext>'></b></title>", "an attribute in <title>"],
    ['<iframe><b title="</iframe><!--"></b></iframe>', "an attribute in <iframe>"],
    ['<noscript><b title="</noscript><!--"></b></noscript>', "an attribute in <noscript>"],
    ["<svg><foreignObject><div/></foreignObject></svg>", "closes what is not open"],
    ["<svg><foreignObject d=x/></svg>", "closes what is not open"],
    ["<svg><div/></svg>", "<div> ends the drawing"],
    ["<math><b></b><textarea/></math>", "<b> ends the drawing"],
    ["<math/><textarea/></math>", "closes what is not open"],
    ["<textarea><div><textarea></textarea></div></textarea>", "<textarea> ends the one that it stands in"],
    ["<iframe><div><iframe></iframe></div></iframe>", "<iframe> ends"],
    ["<li><div><li></li></div></li>", "<li> ends"],
    ["<dd><div><dt></dt></div></dd>", "<dt> ends"],
    ["<button><div><button></button></div></button>", "<button> ends"],
    ["<table><div><table></table></div></table>", "<table> ends"],
    ["<math><foreignObject><p></p></foreignObject><textarea/></math>", "<p> ends the drawing"],
    ["<svg><mi><p></p></mi><textarea/></svg>", "<p> ends the drawing"],
    ["<math><annotation-xml><p></p></annotation-xml><textarea/></math>", "<annotation-xml> ends the drawing"],
  ])("is %s", (markup, because) => {
    expect(judgeWhole(markup)).toContain(because);
  });
});

describe("the judgement", () => {
  const element = fc.constantFrom("b", "div", "ul", "a", "section");
  const nested = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom("text", "&lt;b&gt;", "<br>", '<img alt="&lt;">'),
      fc.tuple(element, fc.array(tie("node"), { maxLength: 3 })).map(([name, inside]) => `<${name}>${inside.join("")}</${name}>`),
    ),
  })).node;

  it("passes whatever is nested, and nothing that lacks one of its tags", () => {
    fc.assert(
      fc.property(nested, fc.nat(), (markup, pick) => {
        expect(judgeWhole(markup)).toBeUndefined();
        const tags = [...markup.matchAll(/<\/?(?!br|img)[^>]+>/g)];
        const lost = tags[pick % Math.max(1, tags.length)];
        if (lost) expect(judgeWhole(markup.slice(0, lost.index) + markup.slice(lost.index + lost[0].length))).toBeDefined();
      }),
    );
  });

  it("takes time in proportion to the text", () => {
    for (const piece of ["<a", "<a b=", '<a b="', "<a 'b", "<", "<b>"]) expect(judgeWhole(piece.repeat(20_000))).toBeDefined();
    for (const piece of [" ", "/", " b", " b=c/d", " b = c", "=/", '="" b'])
      expect(judgeWhole(`<a b${piece.repeat(20_000)}"`)).toContain("no whole tag");
  });
});
