import PostalMime, { type Email } from "postal-mime";
import { expect, test, vi } from "vitest";
import { gmailConnector } from "../../src/connectors/gmail/connector.ts";
import type { FlowValue } from "../../src/flow/schema.ts";
import { createGoogleCode } from "../support/google-code.ts";

const code = createGoogleCode([gmailConnector], ["gmail.modify"]);
const to = "sam@example.com";

/** The message that goes over the wire, read by a parser that somebody else wrote; encoded words and lines as they are in `raw`. */
async function sent(given: Readonly<Record<string, FlowValue>>) {
  const spy = vi.spyOn(globalThis, "fetch");
  await code.run([["gmail.users.messages.send", given]]);
  const body = spy.mock.lastCall?.[1]?.body;
  const isJson = typeof body === "string" && body.startsWith("{");
  const raw = isJson
    ? Buffer.from(JSON.parse(body).raw, "base64url").toString("latin1")
    : String(body);
  const email: Email = await PostalMime.parse(raw);
  return { raw, email };
}

test("text in every script, and names with commas, come through in ASCII", async () => {
  const subject = `Grüße ${"🚀".repeat(30)} =?UTF-8?B?eA==?=`;
  const { raw, email } = await sent({
    to: '"Müller, Jörg" <jorg@example.org>, sam@example.com',
    cc: '"Lind, Nora" <nora@example.org>',
    subject,
    body: "Schöne Grüße\nZeile 2 🚀",
  });
  expect(raw).toMatch(/^[\r\n\x20-\x7e]*$/);
  expect(Math.max(...raw.split("\r\n").map(({ length }) => length))).toBeLessThanOrEqual(78);
  expect(email.to).toEqual([
    { name: "Müller, Jörg", address: "jorg@example.org" },
    { name: "", address: "sam@example.com" },
  ]);
  expect(email.cc).toEqual([{ name: "Lind, Nora", address: "nora@example.org" }]);
  expect(email.subject).toBe(subject);
  expect(email.text?.trim()).toBe("Schöne Grüße\nZeile 2 🚀");
});

test("an ASCII subject that looks encoded is not read as such", async () => {
  const { email } = await sent({ to, subject: "=?UTF-8?B?SGFoYQ==?=", body: "x" });
  expect(email.subject).toBe("=?UTF-8?B?SGFoYQ==?=");
});

test("text and HTML are two ways to read one email, files stand beside them", async () => {
  const content = Buffer.from([0, 255, 13, 10, 45, 45]).toString("base64");
  const { email } = await sent({
    to,
    body: "plain",
    html: "<p>rich</p>",
    attachments: [{ filename: "Übersicht.pdf", mimeType: "application/pdf", content }],
  });
  expect(email.text?.trim()).toBe("plain");
  expect(email.html?.trim()).toBe("<p>rich</p>");
  expect(email.attachments).toMatchObject([
    { filename: "Übersicht.pdf", mimeType: "application/pdf", disposition: "attachment" },
  ]);
  const [file] = email.attachments;
  expect(Buffer.from(new Uint8Array(Object(file?.content))).toString("base64")).toBe(content);
});

test.each(["to", "cc", "subject", "replyTo", "inReplyTo"])(
  "a line break in %s does not start another header",
  async (name) => {
    const given = { to, body: "x", [name]: "x@example.com\r\nBcc: spy@example.org" };
    await expect(sent(given)).rejects.toThrow("has a line break in it");
    expect(code.sent).toEqual([]);
  },
);

test("an answer names what it answers", async () => {
  const { email } = await sent({
    to,
    subject: "Re: Build",
    body: "Good.",
    threadId: "18f00000000000a4",
    inReplyTo: "<18f00000000000a4@mail.example>",
  });
  expect(email.inReplyTo).toBe("<18f00000000000a4@mail.example>");
  expect(email.references).toBe("<18f00000000000a4@mail.example>");
});

test("more than 5 MB goes to the upload address", async () => {
  const content = Buffer.alloc(4_000_000, 7).toString("base64");
  await sent({
    to,
    body: "Large",
    attachments: [{ filename: "a.bin", mimeType: "application/octet-stream", content }],
  });
  expect(code.sent).toEqual(["POST /upload/gmail/v1/users/me/messages/send"]);
});

test("an email is found, and read out of its parts", async () => {
  const answer = await code.run([
    ["gmail.users.messages.list", { from: "jonas@example.com", isUnread: true, maxResults: 1 }],
    ["gmail.users.messages.get", { id: "${s1.messages[0].id}" }],
  ]);
  expect(answer).toMatchObject({
    from: "Jonas Weber <jonas@example.com>",
    subject: "Thursday",
    text: "The meeting room is free on Thursday.\r\n",
    messageId: "<18f00000000000a1@mail.example>",
    attachments: [],
  });
});

test("labels go by name, those of Gmail's own without a look-up", async () => {
  const id = "18f00000000000a2";
  const change = (given: Readonly<Record<string, FlowValue>>) =>
    code.run([["gmail.users.messages.modify", { id, ...given }]]);
  expect(await change({ addLabelIds: ["customers", "STARRED"] })).toMatchObject({
    labelIds: ["INBOX", "Label_1", "STARRED"],
  });
  code.sent.length = 0;
  await change({ removeLabelIds: ["INBOX"] });
  expect(code.sent).toEqual([`POST /gmail/v1/users/me/messages/${id}/modify`]);
  await expect(change({ addLabelIds: ["Suppliers"] })).rejects.toThrow("Suppliers");
});

test("wanted is a number of emails, not of pages", async () => {
  await code.run(
    Array.from({ length: 7 }, () => ["gmail.users.messages.send", { to, subject: "x" }] as const),
  );
  const answer = await code.run([
    ["gmail.users.messages.list", { q: "in:anywhere", maxResults: 9 }],
  ]);
  expect(Reflect.get(Object(answer), "messages")).toHaveLength(9);
});
