import { gmail, type gmail_v1 } from "@googleapis/gmail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failure, startGoogle } from "./google-harness.ts";

let google: Awaited<ReturnType<typeof startGoogle>>;
beforeAll(async () => {
  google = await startGoogle();
});
afterAll(() => google.close());

const all = "https://mail.google.com/";
const userId = "me";

function client(scopes: readonly string[] = [all], email?: string): gmail_v1.Resource$Users {
  const auth = google.auth(scopes, email);
  return gmail({ version: "v1", auth, rootUrl: google.rootUrl, retry: false }).users;
}

/** A message as RFC 2822 has it, in base64url. */
function rawOf(headers: Readonly<Record<string, string>>, body = "Hi\r\n"): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${lines.join("")}\r\n${body}`).toString("base64url");
}

async function send(headers: Readonly<Record<string, string>>, body?: string, threadId?: string) {
  const requestBody = { raw: rawOf(headers, body), ...(threadId ? { threadId } : {}) };
  return (await client(["gmail.send"]).messages.send({ userId, requestBody })).data;
}

const headerOf = ({ payload }: gmail_v1.Schema$Message, name: string) =>
  payload?.headers?.find((header) => header.name === name)?.value;
const textOf = ({ payload }: gmail_v1.Schema$Message) =>
  Buffer.from(payload?.body?.data ?? "", "base64url").toString();

async function idsOf(query: gmail_v1.Params$Resource$Users$Messages$List = {}, email?: string) {
  const { data } = await client([all], email).messages.list({ userId, ...query });
  return data.messages?.map(({ id }) => id ?? "") ?? [];
}

async function newest(email: string): Promise<gmail_v1.Schema$Message> {
  const [id = ""] = await idsOf({ maxResults: 1 }, email);
  return (await client([all], email).messages.get({ userId, id })).data;
}

describe("sending", () => {
  test("puts a copy under SENT, and into the inbox of whom it reaches", async () => {
    const sent = await send({ To: "Sam Rivera <sam@example.com>", Subject: "Build" }, "Green.\r\n");
    expect(sent.labelIds).toEqual(["SENT"]);
    const arrived = await newest("sam@example.com");
    expect(arrived.labelIds).toEqual(["INBOX", "UNREAD"]);
    expect(headerOf(arrived, "From")).toBe("Maya Okafor <maya@example.com>");
    expect(headerOf(arrived, "Message-ID")).toMatch(/^<\S+@mail\.gmail\.com>$/);
    expect(textOf(arrived)).toBe("Green.\r\n");
    expect(arrived.snippet).toContain("Green.");
  });

  test("reads encoded words and bodies", async () => {
    await send(
      {
        To: "sam@example.com",
        Subject: "=?UTF-8?B?R3LDvMOfZQ==?= =?UTF-8?Q?_aus_K=C3=B6ln?=",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "base64",
      },
      Buffer.from("Schöne Grüße 🚀").toString("base64"),
    );
    const arrived = await newest("sam@example.com");
    expect(headerOf(arrived, "Subject")).toBe("Grüße aus Köln");
    expect(textOf(arrived)).toBe("Schöne Grüße 🚀");
  });

  test("hides who has a blind copy, and delivers it", async () => {
    await send({ To: "sam@example.com", Bcc: "priya@example.com", Subject: "Quiet" });
    const arrived = await newest("priya@example.com");
    expect(headerOf(arrived, "Subject")).toBe("Quiet");
    expect(headerOf(arrived, "Bcc")).toBeUndefined();
  });

  test("keeps an answer in its thread, at both ends", async () => {
    const { id = "", threadId = "" } = await send({ To: "sam@example.com", Subject: "Lunch?" });
    const first = await newest("sam@example.com");
    const { data: own } = await client().messages.get({ userId, id: id ?? "" });
    const references = headerOf(own, "Message-ID") ?? "";
    const answer = await send(
      { To: "sam@example.com", Subject: "Re: Lunch?", "In-Reply-To": references },
      "Well?",
      threadId ?? "",
    );
    expect(answer.threadId).toBe(threadId);
    expect((await newest("sam@example.com")).threadId).toBe(first.threadId);
    const { data: thread } = await client().threads.get({ userId, id: threadId ?? "" });
    expect(thread.messages?.map(({ snippet }) => snippet)).toHaveLength(2);
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ["nobody", { Subject: "x" }, "Recipient address required"],
    ["no address", { To: "sam", Subject: "x" }, "Invalid To header"],
  ])("to %s is refused", async (_, headers, message) => {
    expect(await failure(send(headers))).toMatchObject({ status: 400, message });
  });

  test("into a thread that is not there, or without a message, is refused", async () => {
    const lost = send({ To: "sam@example.com", Subject: "x" }, "x", "nowhere");
    expect(await failure(lost)).toMatchObject({ status: 404, reason: "notFound" });
    const empty = client(["gmail.send"]).messages.send({ userId, requestBody: {} });
    expect(await failure(empty)).toMatchObject({ status: 400 });
  });

  test("takes a large message as an upload", async () => {
    const { data } = await client(["gmail.send"]).messages.send(
      {
        userId,
        media: { mimeType: "message/rfc822", body: "To: sam@example.com\r\nSubject: Up\r\n\r\nx" },
      },
      { rootUrl: google.rootUrl },
    );
    expect(data.labelIds).toEqual(["SENT"]);
    expect(headerOf(await newest("sam@example.com"), "Subject")).toBe("Up");
  });
});

describe("finding", () => {
  const subjects = async (q: string) =>
    Promise.all(
      (await idsOf({ q })).map(async (id) => {
        const { data } = await client(["gmail.readonly"]).messages.get({ userId, id });
        return headerOf(data, "Subject");
      }),
    );

  test.each([
    ["from:jonas@example.com", ["Thursday"]],
    ["subject:invoice is:unread", ["Invoice 4711"]],
    ["from:(priya nair) northwind", ["Northwind signed"]],
    ['"24 seats"', ["Northwind signed"]],
    ["older_than:2d in:inbox", ["Build 481"]],
    ["invoice -from:priya newer_than:7d in:inbox", ["Invoice 4711"]],
    ["from:nobody", []],
  ])("%s", async (q, found) => {
    expect(await subjects(q)).toEqual(found);
  });

  test("comes in pages, the newest first, and says nothing of an empty list", async () => {
    const inbox = await idsOf({ labelIds: ["INBOX"] });
    const first = await client().messages.list({ userId, labelIds: ["INBOX"], maxResults: 3 });
    expect(first.data.messages?.map(({ id }) => id)).toEqual(inbox.slice(0, 3));
    const rest = { labelIds: ["INBOX"], pageToken: first.data.nextPageToken ?? "" };
    expect(await idsOf(rest)).toEqual(inbox.slice(3));
    const { data: none } = await client().messages.list({ userId, q: "from:nobody" });
    expect(none).toEqual({ resultSizeEstimate: 0 });
  });

  test("with the scope for metadata lists, and neither searches nor reads texts", async () => {
    const { messages } = client(["gmail.metadata"]);
    const { data } = await messages.list({ userId, labelIds: ["UNREAD"] });
    const id = data.messages?.[0]?.id ?? "";
    const searched = messages.list({ userId, q: "invoice" });
    expect(await failure(searched)).toMatchObject({
      status: 403,
      reason: "insufficientPermissions",
    });
    expect(await failure(messages.get({ userId, id }))).toMatchObject({ status: 403 });
    const { data: seen } = await messages.get({
      userId,
      id,
      format: "metadata",
      metadataHeaders: ["Subject"],
    });
    expect(seen.payload?.headers?.map(({ name }) => name)).toEqual(["Subject"]);
    expect(seen.payload?.body).toBeUndefined();
  });
});

describe("reading", () => {
  const id = "18f00000000000a1";

  test("gives headers and text, or the whole message as it is", async () => {
    const { data } = await client(["gmail.readonly"]).messages.get({ userId, id });
    expect(headerOf(data, "From")).toBe("Jonas Weber <jonas@example.com>");
    expect(textOf(data)).toBe("The meeting room is free on Thursday.\r\n");
    const { data: raw } = await client().messages.get({ userId, id, format: "raw" });
    expect(Buffer.from(raw.raw ?? "", "base64url").toString()).toContain("\r\n\r\nThe meeting");
    expect(raw.payload).toBeUndefined();
  });

  test("gives the parts of a message, and its attachment apart", async () => {
    const csv = Buffer.from("a,b\r\n1,2\r\n");
    await send(
      {
        To: "sam@example.com",
        Subject: "Numbers",
        "Content-Type": 'multipart/mixed; boundary="=x="',
      },
      [
        "--=x=",
        "Content-Type: text/plain",
        "",
        "See inside.",
        "--=x=",
        "Content-Type: text/csv",
        'Content-Disposition: attachment; filename="q3.csv"',
        "Content-Transfer-Encoding: base64",
        "",
        csv.toString("base64"),
        "--=x=--",
        "",
      ].join("\r\n"),
    );
    const arrived = await newest("sam@example.com");
    const part = arrived.payload?.parts?.[1];
    expect(part).toMatchObject({ filename: "q3.csv", body: { size: csv.length } });
    expect(part?.body?.data).toBeUndefined();
    const { data } = await client([all], "sam@example.com").messages.attachments.get({
      userId,
      messageId: arrived.id ?? "",
      id: part?.body?.attachmentId ?? "",
    });
    expect(Buffer.from(data.data ?? "", "base64url")).toEqual(csv);
    expect(await idsOf({ q: "has:attachment" }, "sam@example.com")).toEqual([arrived.id]);
  });

  test("finds nothing of somebody else's", async () => {
    const theirs = client([all], "sam@example.com").messages.get({ userId, id });
    expect(await failure(theirs)).toMatchObject({ status: 404, reason: "notFound" });
  });

  test("knows the formats there are", async () => {
    const odd = client().messages.get({ userId, id, format: "pretty" });
    expect(await failure(odd)).toMatchObject({ status: 400 });
  });
});

describe("labels", () => {
  test("are made once, put on and taken off by id", async () => {
    const requestBody = { name: "Receipts" };
    const { data: label } = await client(["gmail.labels"]).labels.create({ userId, requestBody });
    const again = client().labels.create({ userId, requestBody: { name: "receipts" } });
    expect(await failure(again)).toMatchObject({ status: 409 });
    const { data: list } = await client(["gmail.labels"]).labels.list({ userId });
    expect(list.labels).toContainEqual(expect.objectContaining({ id: label.id, name: "Receipts" }));

    const id = "18f00000000000a3";
    const change = (labels: gmail_v1.Schema$ModifyMessageRequest) =>
      client(["gmail.modify"]).messages.modify({ userId, id, requestBody: labels });
    const { data } = await change({ addLabelIds: [label.id ?? ""], removeLabelIds: ["UNREAD"] });
    expect(data.labelIds).toEqual(["INBOX", "CATEGORY_UPDATES", label.id]);
    expect(await idsOf({ q: "label:receipts" })).toEqual([id]);
    expect(await failure(change({ addLabelIds: ["Receipts"] }))).toMatchObject({
      status: 400,
      message: "Invalid label: Receipts",
    });
  });

  test("of the trash take a message out of sight", async () => {
    const id = "18f00000000000a4";
    const { data } = await client(["gmail.modify"]).messages.trash({ userId, id });
    expect(data.labelIds).toEqual(["TRASH"]);
    expect(await idsOf()).not.toContain(id);
    expect(await idsOf({ q: "in:trash" })).toEqual([id]);
  });
});

test("a draft is kept, and then sent and gone", async () => {
  const { drafts } = client(["gmail.compose"]);
  const message = { raw: rawOf({ To: "priya@example.com", Subject: "Offer" }, "Monday?") };
  const { data: draft } = await drafts.create({ userId, requestBody: { message } });
  expect(draft.message?.labelIds).toEqual(["DRAFT"]);
  const sendDraft = () => drafts.send({ userId, requestBody: { id: draft.id ?? "" } });
  expect((await sendDraft()).data.labelIds).toEqual(["SENT"]);
  expect(textOf(await newest("priya@example.com"))).toBe("Monday?");
  expect(await failure(sendDraft())).toMatchObject({ status: 404 });
});

test("history says what has changed since, until it is too old", async () => {
  const { data: profile } = await client(["gmail.metadata"]).getProfile({ userId });
  expect(profile.emailAddress).toBe("maya@example.com");
  const startHistoryId = profile.historyId ?? "";
  const sent = await send({ To: "maya@example.com", Subject: "To myself" });
  const { history } = client(["gmail.metadata"]);
  const { data } = await history.list({ userId, startHistoryId, historyTypes: ["messageAdded"] });
  const added = data.history?.flatMap(({ messagesAdded = [] }) => messagesAdded);
  expect(added?.map(({ message }) => message?.id)).toContain(sent.id);
  const old = history.list({ userId, startHistoryId: "1" });
  expect(await failure(old)).toMatchObject({ status: 404 });
});

test("a mailbox is watched through a topic, until it is stopped", async () => {
  const watch = (topicName: string) => client().watch({ userId, requestBody: { topicName } });
  const { data } = await watch("projects/p/topics/t");
  expect(Number(data.expiration)).toBeGreaterThan(Date.now());
  expect(await failure(watch("t"))).toMatchObject({ status: 400 });
  expect((await client().stop({ userId })).status).toBe(204);
});

test("each scope does its own and no more", async () => {
  const reads = client(["gmail.send"]).messages.list({ userId });
  expect(await failure(reads)).toMatchObject({ status: 403, reason: "insufficientPermissions" });
  const raw = rawOf({ To: "sam@example.com", Subject: "x" });
  const sends = client(["gmail.readonly"]).messages.send({ userId, requestBody: { raw } });
  expect(await failure(sends)).toMatchObject({ status: 403 });
  const labels = client(["gmail.labels"]).messages.modify({
    userId,
    id: "18f00000000000a1",
    requestBody: { addLabelIds: ["STARRED"] },
  });
  expect(await failure(labels)).toMatchObject({ status: 403 });
});
