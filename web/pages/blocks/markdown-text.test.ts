import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import MarkdownText from "./markdown-text.tsx";

const html = (text: string, level = 2) =>
  renderToStaticMarkup(createElement(MarkdownText, { text, level }));

test("Markdown becomes elements, with headings below that of the page", () => {
  expect(html("# Deals\n\n### Won\n\nAll **good**.\n\n- one\n- two", 2)).toBe(
    "<h2>Deals</h2><h3>Won</h3><p>All <strong>good</strong>.</p><ul><li>one</li><li>two</li></ul>",
  );
  expect(html("#### Deep", 3)).toBe("<h3>Deep</h3>");
  expect(html("just text")).toBe("<p>just text</p>");
  expect(html("---\ntitle: no\n---")).not.toContain("<pre");
});

test("a link leads to the web or to mail, and tells nobody where from", () => {
  expect(html("[a](https://example.com)")).toBe(
    '<p><a href="https://example.com" target="_blank" rel="noopener noreferrer">a</a></p>',
  );
  expect(html("![chart](https://example.com/a.png)")).toBe(
    '<p><a href="https://example.com/a.png" target="_blank" rel="noopener noreferrer">chart</a></p>',
  );
});

test.each([
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  '<iframe src="https://example.com"></iframe>',
  "<style>body{display:none}</style>",
  '<a href="javascript:alert(1)">x</a>',
  '<div style="position:fixed">x</div>',
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](data:text/html;base64,PHNjcmlwdD4=)",
  "[x](/settings)",
  "![x](javascript:alert(1))",
  "![x](http://example.com/track.gif)\n\n<svg onload=alert(1)>",
  "[x]: javascript:alert(1)\n\n[x]",
  "<javascript:alert(1)>",
])("%j stays text", (text) => {
  const made = html(text);
  expect(made).not.toMatch(/<(?:script|img|iframe|style|div|svg)\b/i);
  expect(made).not.toMatch(/href="(?!https?:|mailto:)/i);
  expect(made).not.toMatch(/<[^>]*\s(?:on\w+|style|src)=/i);
});
