import fc from "fast-check";
import { expect, test } from "vitest";
import { createStandIns, refusedBearer } from "./stand-ins.ts";

function scene() {
  const standIns = createStandIns();
  const [slack, gmail] = [standIns.of("slack"), standIns.of("gmail")];
  const judge = (
    headers: readonly (readonly [string, string])[],
    more: { url?: string; body?: Uint8Array } = {},
  ) =>
    refusedBearer({ method: "POST", url: "https://a.test/", headers, ...more }, "slack", standIns);
  return { standIns, slack, gmail, judge };
}

test("one connector has one for the whole run, and no other run has it", () => {
  const { standIns, slack, gmail } = scene();
  expect(standIns.of("slack")).toBe(slack);
  expect(gmail).not.toBe(slack);
  expect(scene().slack).not.toBe(slack);
});

test("a call brings none, its own, or a secret by its name", () => {
  const { slack, judge } = scene();
  expect(judge([])).toBeUndefined();
  expect(judge([["Authorization", `Bearer ${slack}`]])).toBeUndefined();
  expect(judge([["authorization", `bearer  ${slack} `]])).toBeUndefined();
  expect(judge([["authorization", "Bearer {{secrets.ACME_KEY}}"]])).toBeUndefined();
});

test("another's is told from none of this run", () => {
  const { slack, gmail, judge } = scene();
  expect(judge([["authorization", `Bearer ${gmail}`]])).toContain("gmail is not for slack");
  for (const value of [slack, `Basic ${slack}`, `Bearer ${slack}x`, `Bearer x, Bearer ${slack}`])
    expect(judge([["authorization", value]])).toContain("not of this run");
  const both = ["Bearer mine", `Bearer ${slack}`].map((value) => ["authorization", value] as const);
  expect(judge(both)).toContain("not of this run");
});

test("nothing but the credential's place has one, wherever it stands there", () => {
  const { slack, gmail, judge } = scene();
  fc.assert(
    fc.property(fc.constantFrom(slack, gmail), fc.string(), fc.string(), (standIn, a, b) => {
      const text = a + standIn + b;
      const expected = expect.stringContaining("Authorization header only");
      expect(judge([], { url: `https://a.test/?q=${text}` })).toEqual(expected);
      expect(judge([], { body: Buffer.from(text) })).toEqual(expected);
      expect(judge([["prefer", text]])).toEqual(expected);
    }),
  );
});
