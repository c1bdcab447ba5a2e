import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { callOf } from "../../catalog/call.ts";
import { createCatalog } from "../../catalog/catalog.ts";
import { connectors, providers } from "../../connectors/index.ts";
import { inputsOf, readHeld } from "./held-request.ts";

const catalog = createCatalog(connectors, providers);
const operationOf = (id: string) => {
  const found = catalog.find(id);
  if (!found) throw new Error(`no operation ${id}`);
  return found;
};

describe("a request is read back as it was made", () => {
  test.each([
    ["googlecalendar.events.quickAdd", ["calendarId", "text"]],
    ["googletasks.tasks.patch", ["tasklist", "task", "title"]],
    ["slack.chat.postMessage", ["channel", "text"]],
    ["googlecontacts.people.createContact", ["givenName", "email"]],
    ["googleforms.forms.create", ["title"]],
    ["salesforce.sobjects.upsert", ["sobject", "externalIdField", "value", "Email"]],
  ])("%s", (id, names) => {
    const operation = operationOf(id);
    const text = fc
      .stringMatching(/^[\p{L}\p{N} ,.!?&=+#@'"%-]{1,20}$/u)
      .filter((one) => one.trim() !== "" && one !== "." && one !== "..");
    fc.assert(
      fc.property(fc.array(text, { minLength: names.length, maxLength: names.length }), (texts) => {
        const given = Object.fromEntries(names.map((name, index) => [name, texts[index]]));
        const read = inputsOf(operation, readHeld(operation, callOf(operation, given)));
        for (const name of names) expect(read[name]).toEqual([given[name]]);
      }),
    );
  });
});

test("a body of any kind is read or left out, never a fault", () => {
  const operation = operationOf("gmail.users.messages.send");
  const url = "https://gmail.googleapis.com/gmail/v1/users/me/messages/send";
  const type = fc.constantFrom(
    "application/json",
    "multipart/related; boundary=x",
    "application/x-www-form-urlencoded",
    "message/rfc822",
    "",
  );
  fc.assert(
    fc.property(type, fc.uint8Array(), fc.json(), (contentType, bytes, json) => {
      for (const body of [bytes, Buffer.from(json), Buffer.from(`{"raw":${json}}`)]) {
        const headers = [["content-type", contentType]] as const;
        inputsOf(operation, readHeld(operation, { url, headers, body }));
      }
    }),
  );
});
