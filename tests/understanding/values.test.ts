import { expect, test } from "vitest";
import { valuesFor } from "./read-values.ts";
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
