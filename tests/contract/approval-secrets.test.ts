import { expect, test } from "vitest";
import { approvalSecretOf } from "../../src/apps.ts";

test("each app signs approvals with a secret of its own; the first one with the server's", () => {
  const [one, other] = [
    approvalSecretOf("secret", "app_one"),
    approvalSecretOf("secret", "app_two"),
  ];
  expect(new Set([one, other, "secret"]).size).toBe(3);
  expect(approvalSecretOf("secret", "app_default")).toBe("secret");
  expect(approvalSecretOf("another", "app_one")).not.toBe(one);
});
