import { z } from "zod";
import { newBlock } from "./blocks.ts";
import { plainText, readRichText } from "./rich-text.ts";
import { type Block, richTextItem } from "./state.ts";

/** Line by line, without marks inside a line. https://developers.notion.com/reference/update-page-markdown */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^# (.*)$/, "heading_1"],
  [/^## (.*)$/, "heading_2"],
  [/^### (.*)$/, "heading_3"],
  [/^- \[[ x]\] (.*)$/, "to_do"],
  [/^[-*] (.*)$/, "bulleted_list_item"],
  [/^\d+\. (.*)$/, "numbered_list_item"],
  [/^> (.*)$/, "quote"],
];
const marks: Readonly<Record<string, string>> = {
  heading_1: "# ",
  heading_2: "## ",
  heading_3: "### ",
  bulleted_list_item: "- ",
  numbered_list_item: "1. ",
  quote: "> ",
};

export function blocksOf(markdown: string, parent: string, now: number): Block[] {
  return markdown
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      if (/^---+$/.test(line)) return newBlock(parent, "divider", {}, now);
      const [pattern, type] = kinds.find(([one]) => one.test(line)) ?? [/^(.*)$/, "paragraph"];
      const content = pattern.exec(line)?.[1] ?? "";
      const richText = readRichText(
        Array.from({ length: Math.ceil(content.length / 2000) }, (_, index) => ({
          text: { content: content.slice(index * 2000, (index + 1) * 2000) },
        })),
        "body.markdown",
      );
      const value = { rich_text: richText, color: "default" };
      const checked = line.startsWith("- [x]");
      return newBlock(parent, type, type === "to_do" ? { ...value, checked } : value, now);
    });
}

export function markdownOf(blocks: readonly Block[]): string {
  return blocks
    .map(({ type, value }) => {
      const text = plainText(z.array(richTextItem).catch([]).parse(value["rich_text"]));
      if (type === "divider") return "---";
      if (type === "to_do") return `- [${value["checked"] === true ? "x" : " "}] ${text}`;
      return `${marks[type] ?? ""}${text}`;
    })
    .join("\n");
}
