import { expect, test } from "vitest";
import { endsOf } from "./ends.ts";

test("of a long secret the end is told, of a short one nothing", () => {
  expect(endsOf("0123456789012345abcd")).toBe("abcd");
  expect(endsOf("0123456789012345abc")).toBeUndefined();
});
