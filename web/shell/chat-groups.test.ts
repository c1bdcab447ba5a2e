import { expect, test } from "vitest";
import { groupOf } from "./chat-groups.ts";

test("a chat stands under the day it went on last, by the reader's clock", () => {
  const now = new Date(2026, 2, 30, 0, 5);
  const at = (...when: [number, number, number, number]) =>
    groupOf(new Date(...when).toISOString(), now);
  expect(at(2026, 2, 30, 0)).toBe("today");
  expect(at(2026, 2, 29, 23)).toBe("yesterday");
  expect(at(2026, 2, 29, 0)).toBe("yesterday");
  expect(at(2026, 2, 28, 23)).toBe("earlier");
  // A clock that goes wrong by a little.
  expect(at(2026, 2, 31, 1)).toBe("today");
});
