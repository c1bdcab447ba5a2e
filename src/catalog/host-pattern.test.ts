import { expect, test } from "vitest";
import { fitsHost } from "./host-pattern.ts";

test.each([
  ["api.acme.test", "api.acme.test", true],
  ["api.acme.test", "x.api.acme.test", false],
  ["*.acme.test", "upload.acme.test", true],
  ["*.acme.test", "upload.us.acme.test", true],
  ["*.acme.test", "acme.test", false],
  ["*.acme.test", ".acme.test", false],
  ["*.acme.test", "evilacme.test", false],
  ["*.acme.test", "upload.acme.test.evil.test", false],
  ["*.acme.test", "upload.acme.test:8443", false],
  ["*.acme.test", "a..acme.test", false],
])("%s takes %s: %s", (pattern, host, expected) => {
  expect(fitsHost(pattern, host)).toBe(expected);
});
