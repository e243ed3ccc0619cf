import fc from "fast-check";
import { expect, test } from "vitest";
import { scriptSafeJson } from "./structured-data.ts";

test("no text can end the script element or open a comment, and the data stays the same", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom("</script>", "<!--", "-->", "]]>", "\u2028\u2029&amp;")), (text) => {
      const json = scriptSafeJson({ text });
      expect(json).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(json)).toEqual({ text });
    }),
  );
});
