import { expect, test } from "vitest";
import { isReachable } from "./post-message.ts";

test.each([
  ["https://example.org/anything", true],
  ["http://127.0.0.1:4321/hooks/google", true],
  ["http://[::1]:4321/hooks/google", true],
  ["http://example.org/hooks/google", false],
  ["http://127.0.0.1:4321/api/connections", false],
  ["https://localhost/api/connections", false],
  ["http://127.0.0.1:4321/hooks/../api", false],
  ["http://127.1:4321/api", false],
  ["ftp://127.0.0.1/api", false],
  ["nowhere", false],
])("%s: %s", (address, expected) => {
  expect(isReachable(address)).toBe(expected);
});
