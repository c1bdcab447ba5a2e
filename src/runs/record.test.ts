import fc from "fast-check";
import { expect, test } from "vitest";
import { blotOf, hasText, inputOf, keepRequest, keepValue, keptBytes } from "./record.ts";

const secret = 'p4ss"wort\\\n{}';
const blot = blotOf([secret, "short"]);

test("a value without a credential is kept as it is", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(keepValue(value, blot)).toEqual({ value });
    }),
  );
});

test("a secret's value is found wherever it stands, and what is around it stays", () => {
  const texts = fc.string({ maxLength: 20 }).filter((text) => !text.includes("[redacted]"));
  fc.assert(
    fc.property(texts, texts, fc.array(fc.string(), { maxLength: 3 }), (before, after, path) => {
      const nest = (leaf: unknown) =>
        path.reduceRight<unknown>((inner, key) => [{ [key]: inner }], leaf);
      const { value, lost } = keepValue(nest(`${before}${secret}${after}`), blot);
      expect(value).toEqual(nest(`${before}[redacted]${after}`));
      expect(lost).toBe("redacted");
    }),
  );
  expect(keepValue({ [secret]: 1 }, blot).value).toEqual({ "[redacted]": 1 });
});

test("tokens are known by their shape", () => {
  const token = ["xoxb", "1234567890", "abc"].join("-");
  expect(keepValue({ a: `see ${token}` }, blot)).toEqual({
    value: { a: "see [redacted]" },
    lost: "redacted",
  });
});

test("what is too long is cut after it was blotted, so that no half of a secret is left", () => {
  for (let over = 0; over <= secret.length; over += 1) {
    const text = `${"x".repeat(keptBytes - over)}${secret}tail`;
    const { value, lost } = keepValue(text, blot);
    expect(lost).toBe("cut");
    expect(String(value)).toHaveLength(keptBytes);
    expect(String(value).replaceAll("x", "")).toBe("[redacted]tail".slice(0, over));
  }
  expect(keepValue({ a: "ü".repeat(keptBytes) }, blot).value).toMatch(/^\{"a":"ü+�?$/);
});

test("input is JSON where it says so, else text, and nothing where it is none", () => {
  const bytes = (text: string) => Buffer.from(text);
  expect(inputOf(undefined, "application/json")).toBeNull();
  expect(inputOf(bytes('{"a":1}'), "application/json; charset=utf-8")).toEqual({ a: 1 });
  expect(inputOf(bytes('{"a"'), "application/json")).toBe('{"a"');
  expect(inputOf(bytes("a=1"), "application/x-www-form-urlencoded")).toBe("a=1");
  expect(inputOf(bytes("plain"), "")).toBe("plain");
  expect(inputOf(Buffer.from([0xff, 0xfe, 0x00]), "image/png")).toBeUndefined();
});

test("an address is kept without secrets, and says where it is less than it was", () => {
  const requestOf = (path: string) => {
    const url = new URL(path, "https://functions.invalid").href;
    return keepRequest({ method: "GET", url, headers: new Headers() }, blotOf(["a b/c&d=é"]));
  };
  const kept = (path: string) => ({ request: { method: "GET", path } });
  expect(requestOf("/pay?of=1%202")).toEqual(kept("/pay?of=1%202"));
  const hidden = { ...kept("/pay?of=[redacted]"), lost: "redacted" };
  expect(requestOf(`/pay?of=${encodeURIComponent("a b/c&d=é")}`)).toEqual(hidden);
  expect(requestOf(`/pay?${new URLSearchParams({ of: "a b/c&d=é" })}`)).toEqual(hidden);
  expect(requestOf("/pay?token=abc").lost).toBe("redacted");
  expect(requestOf(`/${"a".repeat(5_000)}`)).toMatchObject({ lost: "cut" });
});

test("a search finds values and not the names that records have of their own", () => {
  const body = {
    input: { text: "Für Alice" },
    output: [{ count: 42 }],
    error: { message: "Slack answered 500" },
    logs: [{ time: "", level: "info", message: "Posting" }],
    calls: [],
    phases: {},
  } as const;
  for (const part of ["alice", "für", "42", "ANSWERED", "posting", "text"])
    expect(hasText(body, part)).toBe(true);
  for (const part of ["message", "level", "phases", "bob"]) expect(hasText(body, part)).toBe(false);
});
