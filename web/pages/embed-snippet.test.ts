import { expect, test } from "vitest";
import { embedSnippet, readOrigins } from "./embed-snippet.ts";

test.each([
  ["https://example.com", ["https://example.com"]],
  ["https://Example.com/\nhttp://localhost:3000", ["https://example.com", "http://localhost:3000"]],
  ["https://a.example, https://a.example", ["https://a.example"]],
])("%j are origins", (text, origins) => {
  expect(readOrigins(text)).toEqual({ status: "fits", origins });
});

test.each([
  "",
  "example.com",
  "https://example.com/page",
  "https://example.com?x",
  "https://me:secret@example.com",
  "javascript:alert(1)",
  "https://fits.example\nnot",
])("%j are none", (text) => {
  expect(readOrigins(text).status).toBe("unfit");
});

test("a title cannot leave its attribute", () => {
  const snippet = embedSnippet("https://x.example/pages/a#key=1&2", `"><script>&amp;`);
  expect(snippet).toBe(
    `<iframe src="https://x.example/pages/a#key=1&amp;2" title="&quot;&gt;&lt;script&gt;&amp;amp;" width="100%" height="720" loading="lazy"></iframe>`,
  );
});
