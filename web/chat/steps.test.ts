import { expect, test } from "vitest";
import type { ChatPart } from "./message.ts";
import { piecesOf, summaryOf } from "./steps.ts";

const looked = (type: "tool-list_pages" | "tool-read_page", id: string) =>
  ({
    type,
    toolCallId: id,
    state: "output-available",
    input: type === "tool-list_pages" ? {} : { slug: "deals" },
    output:
      type === "tool-list_pages" ? { pages: [], deleted: [] } : { status: "not-found", known: [] },
  }) as ChatPart;
const made = {
  type: "tool-create_page",
  toolCallId: "c",
  state: "input-available",
  input: {},
} as ChatPart;

test("pages that were only looked at are steps in a row; what changes one stands for itself", () => {
  const pieces = piecesOf([
    looked("tool-list_pages", "a"),
    { type: "step-start" },
    looked("tool-read_page", "b"),
    made,
  ]);
  expect(pieces.map(({ kind }) => kind)).toEqual(["steps", "part"]);
  const [first] = pieces;
  expect(first?.kind === "steps" && summaryOf(first.steps)).toMatchObject({
    state: "done",
    lookedUp: 2,
  });
});
