import { expect, test } from "vitest";
import { redact } from "./redact.ts";

test.each([
  "xoxb-1234-abcdef",
  "xoxe.xoxp-1-abc",
  "ya29.a0AfH6SMB",
  "sk-proj-0123456789abcdef",
  "pbk_0123456789abcdef-x",
  "/api/nowhere/pbe_0123456789abcdef-x",
  "Authorization: Bearer abc.def-ghi",
  "https://x.test/?access_token=abc&state=1",
  "client_secret=hush",
])("%s does not come through", (text) => {
  expect(redact(`before ${text} after`)).toContain("[redacted]");
  expect(redact(text)).not.toMatch(/abc|AfH6|0123456789|hush/);
});

test("ordinary text stays", () => {
  expect(redact("Posted to #general: task-list and ask-me")).toBe(
    "Posted to #general: task-list and ask-me",
  );
});
