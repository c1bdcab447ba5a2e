import { describe, expect, test } from "vitest";
import { stepsOf } from "./read-values.ts";

const each = { forEach: "${emails.messages}", with: { id: "${item.id}" } };

describe("what is done to each of what was listed", () => {
  test.each([
    ["list unread mails from ann@x.test and archive them", "messages.modify", ["INBOX"]],
    ["find mails from ann@x.test and mark them read", "messages.modify", ["UNREAD"]],
    ["lista los correos de ana@x.test y archívalos", "messages.modify", ["INBOX"]],
    ["procura os emails de ana@x.test e arquive-os", "messages.modify", ["INBOX"]],
    ["liste les mails de ana@x.test et supprime-les", "messages.trash", undefined],
    ["suche die Mails von ann@x.test und lösche sie", "messages.trash", undefined],
  ])("%s", (prompt, operation, removed) => {
    const labels = removed === undefined ? {} : { removeLabelIds: removed };
    expect(stepsOf(prompt)).toMatchObject([
      { use: "gmail.users.messages.list" },
      { ...each, use: `gmail.users.${operation}`, with: { ...each.with, ...labels } },
    ]);
  });
});

describe("one new thing with its values is made", () => {
  test.each([
    ["new hubspot deal Acme 5000", "hubspot.crm.deals.create", { dealname: "Acme 5000" }],
    ["please new sheet called Budget", "googlesheets.spreadsheets.create", { title: "Budget" }],
    ["novo documento chamado Ata", "googledocs.documents.create", { title: "Ata" }],
    [
      "neuer Termin morgen 15 Uhr Zahnarzt",
      "googlecalendar.events.insert",
      { summary: "Zahnarzt", start: "2026-11-24T15:00:00" },
    ],
    [
      "create a hubspot contact Ana Gil, email ana@x.test",
      "hubspot.crm.contacts.create",
      { firstname: "Ana", lastname: "Gil", email: "ana@x.test" },
    ],
  ])("%s", (prompt, use, values) => {
    expect(stepsOf(prompt)).toMatchObject([{ use, with: values }]);
  });
});

describe("several documents are looked for where files are", () => {
  test.each([
    ["list my 12 most recently edited documents", { pageSize: 12 }],
    ["show me the documents that mention 'launch plan'", { q: expect.stringContaining("launch") }],
  ])("%s", (prompt, values) => {
    expect(stepsOf(prompt)).toMatchObject([{ use: "googledrive.files.list", with: values }]);
  });
});

test("a thing at the end of a list of things is no step", () => {
  expect(stepsOf("tell #ops the file name and link")).toMatchObject([
    { use: "slack.chat.postMessage", with: { channel: "#ops" } },
  ]);
});

test("a short word one letter from a tool's is its own", () => {
  expect(stepsOf("find threads from kim@x.test about that talk")).toMatchObject([
    { use: "gmail.users.threads.list", with: { from: "kim@x.test" } },
  ]);
});

test.each([
  ["create a slack channel called Team Sync", "team-sync"],
  ["crea un canal de slack llamado Equipo Norte", "equipo-norte"],
])("a channel's name is written as channels are: %s", (prompt, name) => {
  expect(stepsOf(prompt)).toMatchObject([{ use: "slack.conversations.create", with: { name } }]);
});
