import { expect, test } from "vitest";
import { listModels } from "./model-list.ts";

const listed = (data: readonly { readonly id: string }[]) =>
  listModels("https://models.test/v1/models", "key", async () => Response.json({ data }));

test("what is no id is left out, and no more is read than a list may have", async () => {
  expect(await listed([{ id: "b" }, { id: "a\nb" }, { id: "a" }, { id: "a" }])).toEqual(["a", "b"]);
  const many = Array.from({ length: 15_000 }, (_, n) => ({ id: `${n}-${"x".repeat(150)}` }));
  expect(await listed(many)).toEqual([]);
  expect(await listed(many.slice(0, 2_000))).toHaveLength(1_000);
});
