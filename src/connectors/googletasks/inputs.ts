import { z } from "zod";
import type { Lookup } from "../../catalog/operation.ts";

export const tasklist = z
  .string()
  .min(1)
  .optional()
  .describe("Task list, by name or id; the first one where left out");

/** Ids are some twenty letters and digits; what has a space or is short is a name. */
export const listByName: readonly Lookup[] = [
  {
    via: "googletasks.tasklists.list",
    helper: "taskListId",
    literal: "^(?!@default$)(?:.*\\s.*|.{1,15})$",
    fromInput: false,
  },
];
