import { expect, test } from "vitest";
import { stepsOf, valuesFor } from "./read-values.ts";
import { googleRows } from "./rows-google.ts";
import { hurriedRows } from "./rows-hurried.ts";
import { moreRows } from "./rows-more.ts";
import { otherRows } from "./rows-other.ts";

/** Every literal of a sentence stands in the input it belongs to, and no input has another. */
test.each([...googleRows, ...otherRows, ...moreRows, ...hurriedRows])(
  "%s",
  (prompt, operation, values) => {
    expect(valuesFor(prompt, operation)).toEqual(values);
  },
);

test("two things to read are two steps", () => {
  expect(stepsOf("read the Plan9 doc and also the Notes4 doc")).toMatchObject([
    { use: "googledocs.documents.get", with: { documentId: "Plan9" } },
    { use: "googledocs.documents.get", with: { documentId: "Notes4" } },
  ]);
});

test("one email goes to all its addresses, with its copies", () => {
  expect(stepsOf("email a@x.test and b@x.test 'hi'. CC their boss c@x.test")).toMatchObject([
    {
      use: "gmail.users.messages.send",
      with: { to: "a@x.test,b@x.test", cc: "c@x.test", body: "hi" },
    },
  ]);
});
