import { describe, expect, it } from "vitest";
import { element, escaped } from "./xml.ts";

describe("writing XML", () => {
  it("escapes all that could end a text or an attribute", () => {
    expect(escaped(`Pots & pans <b> "x" 'y' ]]>`)).toBe("Pots &amp; pans &lt;b&gt; &quot;x&quot; &apos;y&apos; ]]&gt;");
    expect(element("v:option", "a < b", { value: '"><x' })).toBe('<v:option value="&quot;&gt;&lt;x">a &lt; b</v:option>');
  });

  it("leaves out what XML cannot say and keeps line breaks", () => {
    expect(escaped("a\u0000b\u000bc\n\nd\ufffe")).toBe("abc\n\nd");
  });

  it("never writes half a character", () => {
    expect(escaped("x\ud83d y\u{1f375}")).toBe("x\ufffd y\u{1f375}");
  });
});
