import { expect, test } from "vitest";
import { emptyPostgres } from "../../../src/store/ground.ts";

test("fails", async () => {
  expect(await emptyPostgres("failing")).toBe("");
});
