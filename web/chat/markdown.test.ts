import fc from "fast-check";
import { expect, test } from "vitest";
import { type Block, readBlocks } from "./markdown.ts";

test("paragraphs, code, bold and links", () => {
  expect(readBlocks("Run `a*b*` or **stop**\nat *once*: [docs](https://example.com/a_b)")).toEqual([
    {
      kind: "paragraph",
      content: [
        { kind: "text", text: "Run " },
        { kind: "code", text: "a*b*" },
        { kind: "text", text: " or " },
        { kind: "strong", text: "stop" },
        { kind: "text", text: "\nat " },
        { kind: "emphasis", text: "once" },
        { kind: "text", text: ": " },
        { kind: "link", text: "docs", href: "https://example.com/a_b" },
      ],
    },
  ]);
});

test("lists keep their kind, their start and lines that go on", () => {
  expect(readBlocks("- one\n  more\n- two\n3. three\n4. four")).toEqual([
    {
      kind: "list",
      ordered: false,
      start: 1,
      items: [[{ kind: "text", text: "one\nmore" }], [{ kind: "text", text: "two" }]],
    },
    {
      kind: "list",
      ordered: true,
      start: 3,
      items: [[{ kind: "text", text: "three" }], [{ kind: "text", text: "four" }]],
    },
  ]);
});

test("a fence that is still being written is code already", () => {
  expect(readBlocks("See:\n```ts\nconst a = `**b**`;")).toEqual([
    { kind: "paragraph", content: [{ kind: "text", text: "See:" }] },
    { kind: "code", text: "const a = `**b**`;" },
  ]);
});

test("only web addresses become links", () => {
  for (const text of ["[x](javascript:alert(1))", "[x](data:text/html,y)", "[x](/api/chats)"]) {
    expect(readBlocks(text)).toEqual([{ kind: "paragraph", content: [{ kind: "text", text }] }]);
  }
});

test("no word is lost, whatever the marks", () => {
  const marked = fc.string({ unit: fc.constantFrom(..."ab *`_-#\n1.[]()") });
  fc.assert(
    fc.property(
      marked.filter((text) => !text.includes("```")),
      (text) => {
        expect(lettersOf(readBlocks(text).map(textOf).join(""))).toBe(lettersOf(text));
      },
    ),
    { numRuns: 2000 },
  );
});

function textOf(block: Block): string {
  if (block.kind === "code") return block.text;
  const inlines = block.kind === "list" ? block.items.flat() : block.content;
  return inlines.map(({ text }) => text).join("");
}

function lettersOf(text: string): string {
  return text.replace(/[^ab]/g, "");
}
