import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapedText, oneLine, plainText } from "./plain-text.ts";

describe("a description that is HTML becomes text", () => {
  it.each([
    ["Plain & simple, 3 < 4 and 5 > 4", "Plain & simple, 3 < 4 and 5 > 4"],
    ["<p>First.</p><p>Second.</p>", "First.\n\nSecond."],
    ["One<br>Two<br/>Three", "One\nTwo\nThree"],
    ["<ul><li>Red</li><li>Blue</li></ul>", "Red\nBlue"],
    ["<b>Bold</b> and <a href='javascript:alert(1)'>linked</a>", "Bold and linked"],
    ["Caf&eacute; &ndash; 100&nbsp;% &#8364;5 &#x20ac;6", "Café – 100 % €5 €6"],
    ["<script>alert(1)</script>Fine", "Fine"],
    ["<style>p{}</style>Fine<script>never closed", "Fine"],
    ["<!-- hidden -->Shown<!-- never closed", "Shown"],
    ["a\r\n\r\n\r\n\r\nb", "a\n\nb"],
    ["&constructor; &valueOf; &nosuch;", "&constructor; &valueOf; &nosuch;"],
    ["&#0;&#55296;&#1114112;x", "x"],
    ["\u202Eturned\u0000 around", "turned around"],
  ])("%j", (html, text) => expect(plainText(html)).toBe(text));

  it("undoes each mark once: text about markup stays text", () => {
    expect(plainText("Use &lt;b&gt; here")).toBe("Use <b> here");
    expect(plainText("&amp;lt;b&amp;gt;")).toBe("&lt;b&gt;");
  });

  it("never makes an element by putting pieces together that it took apart", () => {
    expect(plainText("<<x>b>bold<<x>/b>")).toBe("b>bold/b>");
    expect(plainText(`${"<".repeat(40)}b${">x".repeat(40)}`)).not.toMatch(/<[a-z]/i);
    expect(plainText("<scr<b>ipt>alert(1)</scr</b>ipt>")).not.toMatch(/<[a-z/][^>]*>/i);
  });

  it("leaves no tag of any HTML in which nothing is escaped", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "</",
      "b",
      "script",
      "p ",
      "!--",
      "-->",
      "x",
      "='",
      '"',
      "/",
      " ",
      "a href=",
      "<p>",
      "</p>",
      "<!--",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(plainText(pieces.join(""))).not.toMatch(/<[/!?]?[a-z][^<>]*>/i);
      }),
      { numRuns: 2_000 },
    );
  });
});

it("text that is escaped comes back as it was, whatever it looks like", () => {
  const texts = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc.constantFrom("<b>x</b>", "&amp;lt;", "a < b & c", "&copy", "<!-- x"),
  );
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 4 }), (pieces) => {
      const text = plainText(escapedText(pieces.join("\n")));
      expect(plainText(escapedText(text))).toBe(text);
    }),
  );
});

it("a title is one line", () => expect(oneLine(" Enamel\n  mug\t\u0007white ")).toBe("Enamel mug white"));
