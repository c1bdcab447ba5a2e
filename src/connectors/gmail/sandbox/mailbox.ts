import type { GoogleUser } from "../../google/sandbox/ground/people.ts";
import { people } from "../../google/sandbox/ground/people.ts";
import { createHexId } from "../../google/sandbox/ground/ids.ts";
import { invalid, notFound } from "../../google/sandbox/ground/refusal.ts";
import { addressesIn, headerOf, parseMessage, textOf } from "./mime.ts";
import type { GmailState, Message } from "./state.ts";

const rawOf = ({ raw }: Pick<Message, "raw">) => Buffer.from(raw, "base64url");

export const parsed = (message: Pick<Message, "raw">) => parseMessage(rawOf(message));

export function messageOf(state: GmailState, user: GoogleUser, id: string): Message {
  return (
    state.messages.find((one) => one.owner === user.id && one.id === id) ??
    notFound("Requested entity was not found.")
  );
}

/** Puts a message into a mailbox and notes it in the history. */
export function addMessage(state: GmailState, message: Omit<Message, "id" | "historyId">): Message {
  const historyId = state.nextHistoryId++;
  const added = { ...message, id: createHexId(16), historyId };
  state.messages.push(added);
  state.history.push({
    id: historyId,
    owner: added.owner,
    messageId: added.id,
    type: "messageAdded",
    labelIds: added.labelIds,
  });
  return added;
}

export function relabel(
  state: GmailState,
  message: Message,
  add: readonly string[],
  remove: readonly string[],
): void {
  const known = new Set([
    ...state.labels.filter(({ owner }) => owner === message.owner).map(({ id }) => id),
    ...system,
  ]);
  for (const id of [...add, ...remove]) if (!known.has(id)) invalid(`Invalid label: ${id}`);
  message.historyId = state.nextHistoryId++;
  const note = (type: "labelAdded" | "labelRemoved", labelIds: readonly string[]) => {
    if (labelIds.length > 0)
      state.history.push({
        id: message.historyId,
        owner: message.owner,
        messageId: message.id,
        type,
        labelIds: [...labelIds],
      });
  };
  note(
    "labelAdded",
    add.filter((id) => !message.labelIds.includes(id)),
  );
  note(
    "labelRemoved",
    remove.filter((id) => message.labelIds.includes(id)),
  );
  message.labelIds = [...new Set([...message.labelIds, ...add])].filter(
    (id) => !remove.includes(id),
  );
}

const system = [
  "INBOX",
  "UNREAD",
  "STARRED",
  "IMPORTANT",
  "SPAM",
  "TRASH",
  "CATEGORY_PERSONAL",
  "CATEGORY_UPDATES",
];

/** Sends: into the sender's SENT, and into the inbox of whoever is known here. Other addresses are taken and lead nowhere. */
export function deliver(
  state: GmailState,
  sender: GoogleUser,
  raw: Buffer,
  threadId: string | undefined,
  now: number,
): Message {
  const { headers } = parseMessage(raw);
  const to = ["To", "Cc", "Bcc"].flatMap((name) => addressesIn(headerOf(headers, name)));
  if (to.length === 0) invalid("Recipient address required");
  for (const address of to)
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) invalid("Invalid To header");
  const complete = withoutBcc(withSender(raw, sender, now));
  const common = { raw: complete.toString("base64url"), date: now };
  const sent = addMessage(state, {
    ...common,
    owner: sender.id,
    threadId: threadId ?? createHexId(16),
    labelIds: ["SENT"],
  });
  for (const person of people.filter(({ email }) => to.includes(email))) {
    addMessage(state, {
      ...common,
      owner: person.id,
      threadId: threadOf(state, person, headerOf(headers, "In-Reply-To")) ?? createHexId(16),
      labelIds: ["INBOX", "UNREAD"],
    });
  }
  return sent;
}

function threadOf(state: GmailState, { id }: GoogleUser, answered: string): string | undefined {
  if (answered === "") return undefined;
  return state.messages.find(
    (one) => one.owner === id && headerOf(parsed(one).headers, "Message-ID") === answered,
  )?.threadId;
}

/** Gmail fills in who sends, when, and the message's own id. */
export function withSender(raw: Buffer, { name, email }: GoogleUser, now: number): Buffer {
  const { headers } = parseMessage(raw);
  const missing = [
    ["From", `${name} <${email}>`],
    ["Date", new Date(now).toUTCString()],
    ["Message-ID", `<${createHexId(16)}@mail.gmail.com>`],
  ].filter(([header = ""]) => headerOf(headers, header) === "");
  return Buffer.concat([
    Buffer.from(missing.map(([header, value]) => `${header}: ${value}\r\n`).join("")),
    raw,
  ]);
}

function withoutBcc(raw: Buffer): Buffer {
  return Buffer.from(
    raw.toString("latin1").replace(/^Bcc:.*(?:\r?\n[ \t].*)*\r?\n/im, ""),
    "latin1",
  );
}

/** `from:(ana) is:unread newer_than:7d invoice`. https://support.google.com/mail/answer/7190 */
export function matches(message: Message, query: string, state: GmailState, now: number): boolean {
  const { headers, payload } = parsed(message);
  const all = `${headers.map(({ value }) => value).join(" ")} ${textOf(payload)}`.toLowerCase();
  const labelNames = message.labelIds.map((id) =>
    (state.labels.find((label) => label.id === id)?.name ?? id).toLowerCase(),
  );
  const has = (name: string, value: string) =>
    headerOf(headers, name).toLowerCase().includes(value);
  return termsOf(query.toLowerCase()).every(({ field, value, isNegated }) => {
    const found = (() => {
      switch (field) {
        case "from":
        case "to":
        case "cc":
        case "subject":
          return value.split(/\s+/).every((word) => has(field, word));
        case "is":
          return value === "read" ? !labelNames.includes("unread") : labelNames.includes(value);
        case "in":
        case "label":
          return (
            value === "anywhere" ||
            labelNames.includes(value.replaceAll("-", " ")) ||
            labelNames.includes(value)
          );
        case "has":
          return (
            value === "attachment" && (payload.parts ?? []).some(({ filename }) => filename !== "")
          );
        case "after":
          return message.date >= dateOf(value);
        case "before":
          return message.date < dateOf(value);
        case "newer_than":
          return message.date >= now - spanOf(value);
        case "older_than":
          return message.date < now - spanOf(value);
        default:
          return all.includes(value);
      }
    })();
    return found !== isNegated;
  });
}

function termsOf(query: string) {
  return Array.from(
    query.matchAll(/(-?)(?:(\w+):)?(?:\(([^)]*)\)|"([^"]*)"|(\S+))/g),
    ([, minus, field, group, quoted, word]) => ({
      field,
      value: (group ?? quoted ?? word ?? "").trim(),
      isNegated: minus === "-",
    }),
  );
}

function dateOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text.replaceAll("/", "-"));
}

function spanOf(text: string): number {
  const days: Readonly<Record<string, number>> = { d: 1, m: 30, y: 365 };
  const [, count = "0", unit = "d"] = /^(\d+)([dmy])$/.exec(text) ?? [];
  return Number(count) * (days[unit] ?? 1) * 86_400_000;
}
