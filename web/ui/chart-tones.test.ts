import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const tokens = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const pair = /^\s+--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);/gm;
const colors = new Map(
  Array.from(tokens.matchAll(pair), ([, name = "", light = "", dark = ""]) => [
    name,
    { light, dark },
  ]),
);

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [less = 0, more = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test("every series of a chart stands out from what it is drawn on, light and dark", () => {
  const surface = colors.get("surface");
  const tones = Array.from({ length: 8 }, (_, at) => colors.get(`chart-${at + 1}`));
  for (const tone of tones) {
    expect(contrast(tone?.light ?? "", surface?.light ?? "")).toBeGreaterThanOrEqual(3);
    expect(contrast(tone?.dark ?? "", surface?.dark ?? "")).toBeGreaterThanOrEqual(3);
  }
  expect(new Set(tones.flatMap((tone) => [tone?.light, tone?.dark])).size).toBe(16);
});
