import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { expect, test } from "vitest";
import { contentSecurityPolicy } from "./csp.ts";
import { assets } from "./fixtures/render.ts";

const findings = (policy: string) => new CspEvaluator(new CspParser(policy).csp).evaluate();

test("an evaluator finds nothing that is surely weak", () => {
  const weak = findings(contentSecurityPolicy(assets)).filter(({ severity }) => severity <= Severity.MEDIUM);
  expect(weak.map(({ directive, description }) => `${directive}: ${description}`)).toEqual([]);
});

test("and the evaluator would see it", () => {
  const weakened = contentSecurityPolicy(assets).replace("'self'", "'unsafe-inline' *");
  expect(findings(weakened).some(({ severity }) => severity <= Severity.MEDIUM)).toBe(true);
});
