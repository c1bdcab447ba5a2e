import { z } from "zod";
import type { Lookup } from "../../catalog/operation.ts";

const labels = z.array(z.string().min(1)).max(100);

/** Labels by name or id; what is marked read loses UNREAD, what is archived loses INBOX. */
export const labelIds = labels.optional().describe("Labels that the emails have, by name or id");
export const addLabelIds = labels.optional().describe("Labels to add, by name or id: STARRED");
export const removeLabelIds = labels
  .optional()
  .describe("Labels to take off, by name or id: UNREAD marks as read, INBOX archives");

export const attachment = z.strictObject({
  filename: z.string().describe("Name of the file"),
  mimeType: z.string().describe("Type of the file, such as application/pdf"),
  content: z.string().describe("The file as base64"),
});

/**
 * Gmail's own labels are their ids, and ids of other labels look alike.
 * https://developers.google.com/workspace/gmail/api/guides/labels
 */
export const labelByName: readonly Lookup[] = [
  {
    via: "gmail.users.labels.list",
    helper: "labelId",
    literal:
      "^(?!(?:INBOX|UNREAD|STARRED|IMPORTANT|SENT|DRAFT|SPAM|TRASH|CATEGORY_[A-Z]+|Label_\\d+)$)[^\\[]",
    fromInput: true,
  },
];
