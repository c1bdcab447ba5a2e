import { afterEach, expect, test } from "vitest";
import { gmailConnector } from "../../src/connectors/gmail/connector.ts";
import { startGoogleEvents } from "../support/google-events.ts";

let google: Awaited<ReturnType<typeof startGoogleEvents>>;
afterEach(() => google.close());

const start = async (scopes: readonly string[] = ["gmail.readonly"]) => {
  google = await startGoogleEvents([gmailConnector], scopes);
};

/** Sam writes to Maya. */
const mail = (subject: string, text = "Hello", more = "") =>
  google.as(
    ["gmail.send"],
    "POST",
    "/gmail/v1/users/me/messages/send",
    {
      raw: Buffer.from(
        `To: "Doe, Maya" <maya@example.com>\r\nSubject: ${subject}\r\n${more}\r\n${text}`,
      ).toString("base64url"),
    },
    "sam@example.com",
  );
const subjects = (payloads: readonly unknown[]) =>
  payloads.map((one) => Reflect.get(Object(one), "subject"));

test("each email comes once, and none that was there before", async () => {
  await start();
  await mail("before");
  const watch = google.watch("gmail.message.received");
  expect(await watch.ask()).toEqual([]);
  await mail("one");
  await mail("two");
  expect(subjects(await watch.ask())).toEqual(["one", "two"]);
  expect(await watch.ask()).toEqual([]);
});

test("more than one page comes whole, in order, and what one sends does not count", async () => {
  await start();
  const watch = google.watch("gmail.message.received");
  await watch.ask();
  const all = Array.from({ length: 57 }, (_, index) => `mail ${index}`);
  for (const subject of all) await mail(subject);
  await google.as(["gmail.send"], "POST", "/gmail/v1/users/me/messages/send", {
    raw: Buffer.from("To: sam@example.com\r\nSubject: own\r\n\r\nx").toString("base64url"),
  });
  expect(subjects(await watch.ask())).toEqual(all);
});

test("the payload is flat, with text and files where content may be read", async () => {
  await start();
  const watch = google.watch("gmail.message.received");
  await watch.ask();
  await mail("Grüße".normalize("NFC"), "Line 1\r\nLine 2");
  const [first] = await watch.ask();
  expect(first).toMatchObject({
    from: "sam@example.com",
    fromName: "Sam Rivera",
    fromDomain: "example.com",
    recipients: ["maya@example.com"],
    snippet: expect.stringContaining("Line 1"),
    text: "Line 1\r\nLine 2",
    labels: ["INBOX", "UNREAD"],
    attachments: [],
    date: new Date(google.clock.time).toISOString(),
  });
});

test("with the narrowest scope there is everything but content", async () => {
  await start(["gmail.metadata"]);
  const watch = google.watch("gmail.message.received");
  await watch.ask();
  await mail("Invoice 12");
  await mail("Invoice 13");
  const before = google.calls.length;
  const [first, second] = await watch.ask();
  expect(first).toMatchObject({ from: "sam@example.com", subject: "Invoice 12", snippet: "Hello" });
  expect(first).not.toHaveProperty("text");
  expect(second).toMatchObject({ subject: "Invoice 13" });
  // the refusal of content is met once in a question, not for each email
  expect(google.calls.slice(before).filter((call) => call.includes("format=full"))).toHaveLength(1);
});

test.each([
  [{ from: "sam@example.com" }, true],
  [{ from: "@example.com" }, true],
  [{ from: "Sam Rivera" }, true],
  [{ from: "am@example.com" }, false],
  [{ to: "maya@example.com", subject: "INVOICE" }, true],
  [{ subject: "offer" }, false],
  [{ contains: "paid" }, true],
  [{ label: "inbox" }, true],
  [{ label: "Invoices" }, false],
])("%j: %s", async (given, expected) => {
  await start();
  const watch = google.watch("gmail.message.received", given);
  await watch.ask();
  await mail("Your invoice 12", "to be paid soon");
  expect(await watch.ask()).toHaveLength(expected ? 1 : 0);
  expect(await watch.ask()).toEqual([]);
});

test("a label tells which, by name; what Gmail does by itself does not count", async () => {
  await start();
  const modify = ["gmail.modify"];
  const { id: label } = await google.as(modify, "POST", "/gmail/v1/users/me/labels", {
    name: "Invoices",
  });
  const watch = google.watch("gmail.message.labelled");
  const named = google.watch("gmail.message.labelled", { label: "invoices" });
  const starred = google.watch("gmail.message.labelled", { label: "STARRED" });
  for (const one of [watch, named, starred]) expect(await one.ask()).toEqual([]);
  const { messages } = await google.as(modify, "GET", "/gmail/v1/users/me/messages");
  const [{ id }] = messages as [{ id: string }];
  const path = `/gmail/v1/users/me/messages/${id}/modify`;
  await google.as(modify, "POST", path, { addLabelIds: [label, "UNREAD"] });
  expect(await watch.ask()).toMatchObject([{ id, label: "Invoices" }]);
  expect(await named.ask()).toMatchObject([{ id, label: "Invoices" }]);
  expect(await starred.ask()).toEqual([]);
  // taken off and put on again is another time
  await google.as(modify, "POST", path, { removeLabelIds: [label] });
  await google.as(modify, "POST", path, { addLabelIds: [label] });
  expect(await watch.ask()).toHaveLength(1);
  expect(await watch.ask()).toEqual([]);
});

test("history that is too old begins anew, without what is old", async () => {
  await start();
  const watch = google.watch("gmail.message.received");
  await watch.ask();
  await mail("lost");
  watch.restore({ historyId: "12" });
  expect(await watch.ask()).toEqual([]);
  await mail("next");
  expect(subjects(await watch.ask())).toEqual(["next"]);
});

test("a failure in the middle loses nothing", async () => {
  await start();
  const watch = google.watch("gmail.message.received");
  await watch.ask();
  await mail("one");
  await mail("two");
  google.breakAt(/messages\//);
  await expect(watch.ask()).rejects.toThrow("gmail.users.messages.get: connection lost");
  google.breakAt();
  expect(subjects(await watch.ask())).toEqual(["one", "two"]);
});

test("what is missing is said in words", async () => {
  google = await startGoogleEvents([gmailConnector], ["gmail.send"]);
  const watch = google.watch("gmail.message.received");
  await expect(watch.ask()).rejects.toThrow(
    "gmail.users.getProfile needs the permission https://www.googleapis.com/auth/gmail.metadata, which was not granted",
  );
});
