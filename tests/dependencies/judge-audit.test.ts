import { expect, test } from "vitest";
import { judgeAudit } from "./judge-audit.ts";

const answer = (severities: Readonly<Record<string, string>>) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(
      Object.entries(severities).map(([name, severity]) => [name, { severity, range: "<2" }]),
    ),
    metadata: {
      vulnerabilities: {
        high: Object.values(severities).filter((one) => one === "high").length,
        critical: Object.values(severities).filter((one) => one === "critical").length,
        total: Object.keys(severities).length,
      },
    },
  });

test("what is grave fails, with its name", () => {
  const { isFine, sentence } = judgeAudit(answer({ one: "critical", two: "low" }), "");
  expect([isFine, sentence]).toEqual([false, "1 grave advisories:\n  critical: one <2"]);
  expect(judgeAudit(answer({ one: "high" }), "").isFine).toBe(false);
});

test("what is not grave passes", () => {
  expect(judgeAudit(answer({ two: "moderate" }), "").isFine).toBe(true);
  expect(judgeAudit(answer({}), "").sentence).toBe("No grave advisory (0 lesser ones).");
});

test.each([
  ['{"message":"405 Method Not Allowed","statusCode":405,"error":{}}', "", "405 Method"],
  ["", "npm error network timeout\nmore", "npm error network timeout"],
  ["<html>", "", "nothing"],
])("a registry that does not answer is no finding, and is said: %s", (stdout, stderr, why) => {
  const { isFine, sentence } = judgeAudit(stdout, stderr);
  expect([isFine, sentence]).toEqual([true, expect.stringContaining(why)]);
  expect(sentence).toContain("NOT CHECKED");
});
