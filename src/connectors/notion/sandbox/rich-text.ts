import { z } from "zod";
import { people } from "./people.ts";
import { invalid } from "./refusal.ts";
import type { RichTextItem } from "./state.ts";

const plain = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: "default",
};

/** https://developers.notion.com/reference/request-limits#limits-for-property-values */
const limits = { items: 100, content: 2000, link: 2000, expression: 1000 };

const given = z.looseObject({
  type: z.enum(["text", "mention", "equation"]).optional(),
  text: z
    .looseObject({
      content: z.string(),
      link: z.looseObject({ url: z.string() }).nullish(),
    })
    .optional(),
  mention: z.looseObject({ user: z.looseObject({ id: z.string() }).optional() }).optional(),
  equation: z.looseObject({ expression: z.string() }).optional(),
  annotations: z.looseObject({}).optional(),
});

/** Rich text as a call gives it, made into what answers show. */
export function readRichText(value: unknown, where: string): RichTextItem[] {
  const parsed = z.array(given).safeParse(value);
  if (!parsed.success)
    return invalid(`body failed validation: ${where} should be an array of rich text.`);
  if (parsed.data.length > limits.items)
    invalid(
      `body failed validation: ${where}.length should be ≤ \`${limits.items}\`, instead was \`${parsed.data.length}\`.`,
    );
  return parsed.data.map((item, index) => readItem(item, `${where}[${index}]`));
}

function readItem(item: z.output<typeof given>, where: string): RichTextItem {
  const annotations = { ...plain, ...item.annotations };
  if (item.mention?.user) {
    const { id } = item.mention.user;
    const person = people.find((one) => one.id === id);
    if (!person) return invalid(`body failed validation: ${where}.mention.user.id is unknown.`);
    const mention = { type: "user", user: { object: "user", id } };
    return { type: "mention", mention, annotations, plain_text: `@${person.name}`, href: null };
  }
  if (item.equation) {
    const { expression } = item.equation;
    tooLong(expression, limits.expression, `${where}.equation.expression`);
    return { type: "equation", equation: { expression }, annotations, plain_text: expression };
  }
  if (!item.text) return invalid(`body failed validation: ${where}.text should be defined.`);
  const { content, link } = item.text;
  tooLong(content, limits.content, `${where}.text.content`);
  if (link) {
    tooLong(link.url, limits.link, `${where}.text.link.url`);
    if (!URL.canParse(link.url)) invalid(`Invalid URL for link.`);
  }
  return {
    type: "text",
    text: { content, link: link ? { url: link.url } : null },
    annotations,
    plain_text: content,
    href: link?.url ?? null,
  };
}

function tooLong(text: string, most: number, where: string): void {
  if (text.length > most)
    invalid(
      `body failed validation: ${where}.length should be ≤ \`${most}\`, instead was \`${text.length}\`.`,
    );
}

export const richTextOf = (text: string): RichTextItem[] =>
  text === "" ? [] : readRichText([{ type: "text", text: { content: text } }], "rich_text");

export const plainText = (items: readonly RichTextItem[]): string =>
  items.map(({ plain_text: text }) => text).join("");
