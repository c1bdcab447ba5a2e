import fc from "fast-check";
import { expect, test } from "vitest";
import { valueFormats } from "../../../src/contract/page-spec.ts";
import { type Format, dateOf, numberOf, safeLink, writerOf } from "./format.ts";

const write = (cell: string | number | boolean | null, format: Format, currency?: string) =>
  writerOf({ format, currency }, { locale: "en-US" })(cell);

test.each([
  [1234567.891, "number", undefined, "1,234,567.891"],
  ["1200.50", "number", undefined, "1,200.5"],
  ["about 12", "number", undefined, "about 12"],
  [3_400_000, "compact", undefined, "3.4M"],
  [0.254, "percent", undefined, "25.4%"],
  [1200, "currency", "EUR", "€1,200.00"],
  [1200, "currency", undefined, "1,200.00"],
  ["2026-01-31", "date", undefined, "Jan 31, 2026"],
  // Providers write a day as its midnight; it is the same day everywhere.
  ["2026-02-01T00:00:00Z", "date", undefined, "Feb 1, 2026"],
  ["2026-02-01T00:00:00.000+0000", "date", undefined, "Feb 1, 2026"],
  ["Mon, 02 Feb 2026 00:00:00 +0000", "date", undefined, "Feb 2, 2026"],
  // 2026-01-31 in seconds, and in milliseconds.
  [1769817600, "date", undefined, "Jan 31, 2026"],
  [1769817600000, "date", undefined, "Jan 31, 2026"],
  ["deal 5", "date", undefined, "deal 5"],
  [true, "boolean", undefined, "Yes"],
  ["false", "boolean", undefined, "No"],
  ["perhaps", "boolean", undefined, "perhaps"],
  [null, "number", undefined, "–"],
  ["", "text", undefined, "–"],
  [0, "text", undefined, "0"],
  [false, "text", undefined, "false"],
] as const)("%j as %s %s is %s", (cell, format, currency, text) => {
  expect(write(cell, format, currency)).toBe(text);
});

test("a figure has no cents that are nought, and an axis is short", () => {
  const shown = { format: "currency", currency: "EUR" } as const;
  expect(writerOf(shown, { locale: "en-US", use: "figure" })(1200)).toBe("€1,200");
  expect(writerOf(shown, { locale: "en-US", use: "figure" })(1200.5)).toBe("€1,200.50");
  expect(writerOf(shown, { locale: "en-US", use: "ticks" })(1_250_000)).toBe("€1.3M");
});

test("whatever comes is written out in every format", () => {
  const cell = fc.oneof(fc.string(), fc.double(), fc.integer(), fc.boolean(), fc.constant(null));
  fc.assert(
    fc.property(cell, fc.constantFrom(...valueFormats), (value, format) => {
      expect(write(value, format, "EUR").length).toBeGreaterThan(0);
    }),
  );
});

test("a day is the same day wherever the reader is", () => {
  const day = fc.date({
    min: new Date("1970-01-01"),
    max: new Date("2100-01-01"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(day, (date) => {
      const text = date.toISOString().slice(0, 10);
      expect(dateOf(text)).toEqual({ at: Date.parse(text), isDay: true, isMidnight: true });
      expect(write(text, "date")).toBe(write(`${text}T00:00:00Z`, "date"));
    }),
  );
});

test("numbers that came as text are numbers, and nothing else is", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(numberOf(String(value))).toBe(value + 0);
    }),
  );
  for (const text of ["", " ", "0x10", "1,5", "Infinity", "12px", "--1", "1e999"])
    expect(numberOf(text)).toBeUndefined();
});

test.each([
  ["https://example.com/a", true],
  ["HTTP://example.com", true],
  ["mailto:ada@example.com", true],
  ["javascript:alert(1)", false],
  ["java\nscript:alert(1)", false],
  [" javascript:alert(1)", false],
  ["data:text/html,<script>alert(1)</script>", false],
  ["vbscript:x", false],
  ["blob:https://example.com/x", false],
  ["file:///etc/passwd", false],
  ["//example.com", false],
  ["/settings", false],
  ["example.com", false],
])("%j may be a link: %s", (address, may) => {
  expect(safeLink(address)).toBe(may ? address : undefined);
});

test("what may be a link is one for the browser too", () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string()), (text) => {
      const link = safeLink(text);
      const opened = new URL(link ?? "https:", "https://page.example");
      expect(["http:", "https:", "mailto:"]).toContain(opened.protocol);
    }),
  );
});
