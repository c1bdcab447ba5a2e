import { InvalidToolApprovalSignatureError } from "ai";
import { expect, test } from "vitest";
import { describeFailure, isOfModel } from "./failure.ts";

test("an approval that was made up is no failure of the model: no other is offered for it", () => {
  const forged = new InvalidToolApprovalSignatureError({
    approvalId: "a",
    toolCallId: "c",
    reason: "forged",
  });
  expect(isOfModel(forged)).toBe(false);
  expect(describeFailure(forged)).toContain("was not issued by this server");
  expect(isOfModel(new Error("broken stream"))).toBe(true);
});
