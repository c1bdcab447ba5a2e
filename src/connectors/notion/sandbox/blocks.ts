import { z } from "zod";
import { createId, stamp } from "./ids.ts";
import { bot } from "./people.ts";
import { invalid } from "./refusal.ts";
import { readRichText } from "./rich-text.ts";
import type { Block } from "./state.ts";

/** https://developers.notion.com/reference/block: those that hold text … */
const textTypes = [
  "paragraph",
  "heading_1",
  "heading_2",
  "heading_3",
  "bulleted_list_item",
  "numbered_list_item",
  "to_do",
  "toggle",
  "quote",
  "callout",
  "code",
];
/** … and those that do not. */
const otherTypes = ["divider", "bookmark", "equation", "image", "embed", "table_of_contents"];
const types = [...textTypes, ...otherTypes];

/** https://developers.notion.com/reference/patch-block-children */
const limits = { children: 100, depth: 2, all: 1000 };

const given = z.record(z.string(), z.unknown());

/** Blocks as a call gives them, with those inside them, in the order in which they stand. */
export function readBlocks(children: unknown, parent: string, now: number): Block[] {
  const blocks = readLevel(children, parent, now, 1);
  if (blocks.length > limits.all)
    invalid(`body failed validation: payload has more than ${limits.all} blocks.`);
  return blocks;
}

function readLevel(children: unknown, parent: string, now: number, depth: number): Block[] {
  if (!Array.isArray(children))
    return invalid("body failed validation: body.children is no array.");
  if (children.length > limits.children)
    invalid(
      `body failed validation: body.children.length should be ≤ \`${limits.children}\`, instead was \`${children.length}\`.`,
    );
  if (depth > limits.depth) invalid("body failed validation: body.children is nested too deep.");
  return children.flatMap((child: unknown, index) => {
    const members = given.safeParse(child).data ?? {};
    const type = types.find((one) => Object.hasOwn(members, one));
    const where = `body.children[${index}]`;
    if (type === undefined)
      return invalid(
        `body failed validation: ${where} should have one of these defined: ${types.join(", ")}.`,
      );
    const { children: inner, ...value } = given.safeParse(members[type]).data ?? {};
    const block = newBlock(parent, type, readValue(type, value, `${where}.${type}`), now);
    return [block, ...(inner === undefined ? [] : readLevel(inner, block.id, now, depth + 1))];
  });
}

export function newBlock(parent: string, type: string, value: Block["value"], now: number): Block {
  return {
    id: createId(),
    parent,
    type,
    value,
    created_time: stamp(now),
    last_edited_time: stamp(now),
    created_by: bot.id,
    last_edited_by: bot.id,
    in_trash: false,
  };
}

/** What stands under the type's name, judged. */
export function readValue(
  type: string,
  value: Readonly<Record<string, unknown>>,
  where: string,
): Block["value"] {
  if (!textTypes.includes(type)) return { ...value };
  const { rich_text: richText, ...rest } = value;
  if (richText === undefined)
    return invalid(`body failed validation: ${where}.rich_text should be defined.`);
  return {
    rich_text: readRichText(richText, `${where}.rich_text`),
    color: "default",
    ...(type === "to_do" ? { checked: false } : {}),
    ...(type.startsWith("heading_") ? { is_toggleable: false } : {}),
    ...(type === "code" ? { language: "plain text", caption: [] } : {}),
    ...rest,
  };
}
