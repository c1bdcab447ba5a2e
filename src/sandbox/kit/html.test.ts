import fc from "fast-check";
import { expect, test } from "vitest";
import { html, page } from "./html.ts";

test("text is escaped, markup is not escaped twice, nothing stands for undefined", () => {
  const inner = html`<b>${`<i>"&'`}</b>`;
  expect(html`<p title="${'"'}">${inner}${undefined}${[1, "<", inner]}</p>`.markup).toBe(
    '<p title="&quot;"><b>&lt;i&gt;&quot;&amp;&#39;</b>1&lt;<b>&lt;i&gt;&quot;&amp;&#39;</b></p>',
  );
});

test("no text gets out of an attribute or an element", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const { markup } = html`${text}`;
      expect(markup).not.toMatch(/[<>"']/);
      const back = markup
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"')
        .replaceAll("&#39;", "'")
        .replaceAll("&amp;", "&");
      expect(back).toBe(text);
    }),
  );
});

test("a page lets nothing run, load or be framed", async () => {
  const answer = page({ title: "<Hi>", style: "b{}", status: 400 }, html`<b></b>`);
  expect(answer.status).toBe(400);
  expect(answer.headers.get("content-security-policy")).toBe(
    "default-src 'none'; style-src 'sha256-7yqHVAesot11p6HczDsgKRipvI5UPgs97z80zNXlans='; base-uri 'none'; frame-ancestors 'none'",
  );
  expect(await answer.text()).toContain("<title>&lt;Hi&gt;</title>");
});
