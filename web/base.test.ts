import { expect, test } from "vitest";
import { withoutBase } from "./base.ts";

test("an app knows its addresses without what they begin with", () => {
  expect(withoutBase("/apps/sales/code/post")).toBe("/code/post");
  expect(withoutBase("/apps/sales")).toBe("/");
  expect(withoutBase("/apps/sales/")).toBe("/");
  expect(withoutBase("/code/apps")).toBe("/code/apps");
});
