import { expect, test } from "vitest";
import { gmailConnector } from "../../src/connectors/gmail/connector.ts";
import type { Step } from "../support/google-code.ts";
import { scopesFor } from "../support/google-scopes.ts";

const use = (method: string, given: Step[1] = {}): Step => [`gmail.users.${method}`, given];
const id = "18f00000000000a1";

test.each<[string, readonly string[], readonly Step[]]>([
  ["sending", ["gmail.send"], [use("messages.send", { to: "a@example.org" })]],
  ["a draft", ["gmail.compose"], [use("drafts.create", { to: "a@example.org" })]],
  [
    "a draft and an email: one scope does both",
    ["gmail.compose"],
    [use("drafts.create", { to: "a@example.org" }), use("messages.send", { to: "a@example.org" })],
  ],
  ["a listing", ["gmail.metadata"], [use("messages.list", { maxResults: 5 })]],
  ["a listing by label", ["gmail.metadata"], [use("messages.list", { labelIds: ["UNREAD"] })]],
  ["a search by sender", ["gmail.readonly"], [use("messages.list", { from: "a@example.org" })]],
  ["a search for conversations", ["gmail.readonly"], [use("threads.list", { q: "invoice" })]],
  ["headers of an email", ["gmail.metadata"], [use("messages.get", { id, format: "metadata" })]],
  ["an email with its text", ["gmail.readonly"], [use("messages.get", { id })]],
  [
    "a label on an email",
    ["gmail.modify"],
    [use("messages.modify", { id, addLabelIds: ["STARRED"] })],
  ],
  ["a new label", ["gmail.labels"], [use("labels.create", { name: "Receipts" })]],
  [
    "a search, and a label on what was found",
    ["gmail.modify"],
    [
      use("messages.list", { q: "invoice" }),
      use("messages.modify", { id: "${s1.messages[0].id}", addLabelIds: ["Receipts"] }),
    ],
  ],
])("%s takes %j", (_, scopes, steps) => {
  expect(scopesFor([gmailConnector], steps)).toEqual(scopes);
});
