import { z } from "zod";
import type { EventFilter, EventInfo, EventPoll } from "../../../catalog/event.ts";
import { anyOf } from "../../google/scopes.ts";
import { historySince } from "./history.ts";
import { labelNames, messagePayload, messageReader } from "./message.ts";

const scopes =
  anyOf("gmail.metadata", "gmail.readonly", "gmail.modify", "mail.google.com").user ?? [];
/** Headers and the beginning of the text are metadata; content is not. */
const scopesWhen = [
  {
    reads: ["text", "attachments"],
    scopes: anyOf("gmail.readonly", "gmail.modify", "mail.google.com").user ?? [],
  },
];

const filters = {
  from: {
    description: "Sender: address, domain or full name",
    in: ["from", "fromName", "fromDomain"],
  },
  to: { description: "Address of a receiver", in: ["recipients"] },
  subject: { description: "Words in the subject", in: ["subject"], by: "contains" },
  contains: {
    description: "Words in subject or text",
    in: ["subject", "snippet", "text"],
    by: "contains",
  },
  threadId: { description: "Id of the conversation", in: ["threadId"] },
} satisfies Record<string, EventFilter>;

const operations = [
  "gmail.users.getProfile",
  "gmail.users.history.list",
  "gmail.users.labels.list",
  "gmail.users.messages.get",
];

/** Labels that no email has that has arrived. */
const outgoing = ["SENT", "DRAFT", "SPAM", "TRASH", "CHAT"];
/** Gmail's own labels that nobody puts on. */
const automatic = /^(?:UNREAD|INBOX|SENT|DRAFT|CHAT|CATEGORY_\w+)$/;

const received: EventPoll = {
  operations,
  every: 60,
  async ask({ cursor, call }) {
    const since = await historySince(cursor, "messageAdded", call);
    const added = since.entries
      .flatMap(({ messagesAdded }) => messagesAdded ?? [])
      .map(({ message }) => message)
      .filter(({ labelIds: labels }) => {
        const own = labels ?? [];
        return own.includes("INBOX") || !own.some((label) => outgoing.includes(label));
      });
    const ids = [...new Set(added.map(({ id }) => id))];
    if (ids.length === 0) return { ...since, happenings: [] };
    const read = messageReader(call, await labelNames(call));
    const happenings = [];
    for (const id of ids) {
      const payload = await read(id);
      if (payload) happenings.push({ id, payload });
    }
    return { cursor: since.cursor, isMore: since.isMore, happenings };
  },
};

const labelled: EventPoll = {
  operations,
  every: 60,
  async ask({ cursor, given, call }) {
    const since = await historySince(cursor, "labelAdded", call);
    const added = since.entries.flatMap(({ id: entry, labelsAdded }) =>
      (labelsAdded ?? []).flatMap(({ message, labelIds }) =>
        (labelIds ?? [])
          .filter((label) => "label" in given || !automatic.test(label))
          .map((label) => ({ entry, id: message.id, label })),
      ),
    );
    if (added.length === 0) return { ...since, happenings: [] };
    const names = await labelNames(call);
    const read = messageReader(call, names);
    const happenings = [];
    for (const { entry, id, label } of added) {
      const message = await read(id);
      const payload = message && { ...message, label: names.get(label) ?? label };
      if (payload) happenings.push({ id: `${entry}:${id}:${label}`, payload });
    }
    return { cursor: since.cursor, isMore: since.isMore, happenings };
  },
};

export const events: readonly EventInfo[] = [
  {
    id: "gmail.message.received",
    title: "An email arrives",
    scopes,
    scopesWhen,
    // Push comes through a Pub/Sub topic in a project of one's own: it is asked for instead.
    via: ["polling"],
    docs: "https://developers.google.com/workspace/gmail/api/guides/sync",
    words: ["message", "attachment", "gmail"],
    impliedBy: ["email", "inbox", "mailbox", "bandeja", "posteingang"],
    payload: messagePayload,
    filters: { ...filters, label: { description: "Name of a label it has", in: ["labels"] } },
    poll: received,
  },
  {
    id: "gmail.message.labelled",
    title: "An email gets a label",
    scopes,
    scopesWhen,
    via: ["polling"],
    docs: "https://developers.google.com/workspace/gmail/api/guides/sync",
    words: ["message", "star", "starred", "label", "labelled", "labeled"],
    impliedBy: ["email"],
    payload: messagePayload.extend({ label: z.string().describe("Name of the label it got") }),
    filters: { ...filters, label: { description: "Name of the label", in: ["label"] } },
    poll: labelled,
  },
];
