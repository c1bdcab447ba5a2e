import fc from "fast-check";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Markdown } from "./markdown-view.tsx";

const markup = (text: string, isGrowing = false) =>
  renderToStaticMarkup(createElement(Markdown, { text, isGrowing }));
const inside = (text: string) => /^<div class="markdown">(.*)<\/div>$/s.exec(markup(text))?.[1];

test("headings stay below the page's own, lists nest, tables scroll by themselves", () => {
  expect(inside("# Head\n\nA **b** *c* `d`")).toBe(
    "<h3>Head</h3><p>A <strong>b</strong> <em>c</em> <code>d</code></p>",
  );
  expect(inside("- a\n  1. b\n     - c\n- [x] d")).toBe(
    '<ul><li>a<ol start="1"><li>b<ul><li>c</li></ul></li></ol></li><li><span role="img" aria-label="Done:">☑</span> d</li></ul>',
  );
  const table = inside("| a | b |\n|---|---|\n| 1 | 2 |") ?? "";
  expect(table).toContain('<div class="markdown-table" tabindex="0" role="region"');
  expect(table).toContain("<td>1</td>");
});

test("code says its language and keeps every sign", () => {
  const code = inside("```ts\nconst a = `<b>` && 1;\n```") ?? "";
  expect(code).toContain("<span>ts</span>");
  expect(code).toContain("const a = `&lt;b&gt;` &amp;&amp; 1;");
});

test("pages and functions of the app are linked by their names alone", () => {
  expect(inside("[x](/pages/open-deals)")).toBe('<p><a href="/pages/open-deals">x</a></p>');
  expect(inside("[x](/code/findDeals)")).toContain('href="/code/findDeals"');
  for (const address of ["/pages/a/../../api", "/pages/a?key=1", "/code/a/run", "/functions/a"])
    expect(markup(`[x](${address})`)).not.toContain("href");
});

test("only web and mail addresses become links, which know nothing of this page", () => {
  for (const address of [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#9;script:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "/api/chats",
    "//evil.example",
    "file:///etc/passwd",
    "blob:x",
  ])
    for (const text of [`[x](${address})`, `![x](${address})`, `[x][1]\n\n[1]: ${address}`])
      expect(markup(text)).not.toMatch(/href|src/);
  expect(inside("[x](https://example.com/a)")).toBe(
    '<p><a href="https://example.com/a" target="_blank" rel="noopener noreferrer">x</a></p>',
  );
  expect(inside("<me@example.com>")).toContain('href="mailto:me@example.com"');
});

test("an image is a link: nothing is loaded by being shown", () => {
  expect(inside("![a cat](https://example.com/cat.png)")).toBe(
    '<p><a href="https://example.com/cat.png" target="_blank" rel="noopener noreferrer">a cat</a></p>',
  );
});

test("HTML stays text", () => {
  for (const html of [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<div style='position:fixed'>x</div>",
    "<b>x</b>",
    "<!-- x -->",
  ])
    expect(inside(html)?.replace(/<\/?p>/g, "")).not.toMatch(/<(?!a )/);
});

test("what is half-written is not shown as marks, and stands whole once it is done", () => {
  for (const text of ["so **bo", "so [x](https://exa", "so `co"])
    expect(markup(text, true)).not.toMatch(/[*[`]/);
  expect(inside("so **bo")).toBe("<p>so **bo</p>");
  expect(markup("```ts\nconst a", true)).toContain("const a");
});

const tags = new Set(
  "div p h3 h4 ul ol li strong em del mark code pre figure figcaption span a table thead tbody tr th td blockquote hr br sup footer button section".split(
    " ",
  ),
);

test("whatever the text, only harmless elements come of it, without ids, handlers or addresses of other kinds", () => {
  const marked = fc.array(
    fc.oneof(
      fc.constantFrom(..."a \n*`[]()<>/!:{}=\\\"'"),
      fc.constantFrom("\n\n", "**", "```", "#", "- ", "| ", "|-|-|", "~~", "[^1]", "[^1]: ", "---"),
      fc.constantFrom(
        "javascript:",
        "https://x.y",
        "onclick=",
        "&#106;",
        "<img src=x>",
        "<a href=",
      ),
    ),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(marked, fc.boolean(), (pieces, isGrowing) => {
      const html = markup(pieces.join(""), isGrowing);
      for (const [, tag = "", attributes = ""] of html.matchAll(/<([a-z0-9]+)([^>]*)>/gi)) {
        expect(tags).toContain(tag);
        for (const [, name = "", value = ""] of attributes.matchAll(/([a-z-]+)="([^"]*)"/gi)) {
          expect(name).not.toMatch(/^(?:on|id$|src)/);
          expect(name !== "href" || /^(?:https?:\/\/|mailto:)/i.test(value)).toBe(true);
        }
      }
    }),
    { numRuns: 2000 },
  );
});
