import type { z } from "zod";
import { pagesEditWords } from "../../words/pages-edit.ts";

const words = pagesEditWords.unfit;

/** Why a value does not fit, as a sentence for who typed it. */
export function issueWords(issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return words.other;
  switch (issue.code) {
    case "too_small":
      if (issue.origin === "string") return words.empty;
      if (issue.origin === "array") return words.fewest(Number(issue.minimum));
      return words.least(Number(issue.minimum));
    case "too_big":
      if (issue.origin === "string") return words.longest(Number(issue.maximum));
      if (issue.origin === "array") return words.most(Number(issue.maximum));
      return words.greatest(Number(issue.maximum));
    case "invalid_format":
    case "custom":
      return words.must(issue.message);
    case "unrecognized_keys":
      return words.unknown(issue.keys.join(", "));
    default:
      return issue.message;
  }
}
