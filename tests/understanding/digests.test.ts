import { describe, expect, test } from "vitest";
import { understandWhole } from "../../src/agent/builtin/unattended.ts";
import { vocabularyOf } from "../../src/agent/builtin/vocabulary.ts";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { connectors, providers } from "../../src/connectors/index.ts";

const vocabulary = vocabularyOf(createCatalog(connectors, providers));
const now = new Date("2026-11-23T10:00:00Z");

function made(prompt: string) {
  const context = { vocabulary, functions: [], current: undefined, now, timezone: "Europe/Berlin" };
  const intent = understandWhole(prompt, context);
  if (intent.kind !== "create" && intent.kind !== "ask") throw new Error(JSON.stringify(intent));
  return intent;
}

const inbox = ["gmail.users.messages.list", "gmail.users.messages.get"];
const mail = "gmail.users.messages.send";
const post = "slack.chat.postMessage";

/** What is summed up, listed or reported is read first; to nobody but whom is named. */
const cases: readonly (readonly [
  prompt: string,
  uses: readonly string[],
  to: string | undefined,
])[] = [
  [
    "Email me a summary of my calendar for today every weekday at 8",
    ["googlecalendar.events.list", mail],
    undefined,
  ],
  ["Send me a summary of unread emails in Slack every morning", [...inbox, post], undefined],
  ["Email me a summary of unread emails every morning", [...inbox, mail], undefined],
  [
    "Post a summary of open deals to #sales every Monday",
    ["hubspot.crm.deals.search", post],
    "#sales",
  ],
  [
    "Send a weekly report of new HubSpot contacts to boss@acme.com",
    ["hubspot.crm.contacts.search", mail],
    "boss@acme.com",
  ],
  [
    "Email ann@acme.com a digest of the messages in #general every evening",
    ["slack.conversations.history", mail],
    "ann@acme.com",
  ],
  [
    "Post a digest of the messages in #general to #team",
    ["slack.conversations.history", post],
    "#team",
  ],
  [
    "Sende jeden Morgen eine Übersicht der ungelesenen E-Mails an ann@acme.com",
    [...inbox, mail],
    "ann@acme.com",
  ],
  [
    "Envíame un resumen de los contactos de HubSpot por correo cada lunes",
    ["hubspot.crm.contacts.search", mail],
    undefined,
  ],
  // no tool has refunds: what the mail says stays open
  ["Email me a summary of the refunds from this week.", [mail], undefined],
];

describe("a summary, a list, a report", () => {
  test.each(cases)("%s", (prompt, uses, to) => {
    const { flow } = made(prompt);
    expect(flow?.steps.map(({ use }) => use)).toEqual(uses);
    const last = flow?.steps.at(-1)?.with;
    const named = String(last?.["to"] ?? last?.["channel"]);
    expect(named.startsWith("${inputs.") ? undefined : named).toBe(to);
  });

  test("a summary needs a hosted model, and that is said; a list does not", () => {
    const gaps = (prompt: string) => made(prompt).gaps?.needsModel ?? [];
    expect(gaps("Post a summary of open deals to #sales")).toEqual([
      "Post a summary of open deals to #sales",
    ]);
    expect(gaps("Post a list of open deals to #sales")).toEqual([]);
    expect(
      gaps("Read new Slack messages in #support, summarize them and post the summary to #team"),
    ).toContain("summarize them");
  });

  test.each([
    ["Post a list of open deals to #sales", []],
    ["List overdue tasks and post them to #team", ["overdue"]],
    ["Liste die offenen Deals und poste sie in #team", []],
    ["Liste die dringenden Deals und poste sie in #team", ["dringenden"]],
    // a filter of the operation does it
    ["Post a list of unread emails to #team", []],
    ["Post a list of my tasks to #team", []],
  ])("%s: what is not narrowed is said", (prompt, words) => {
    expect(made(prompt).gaps?.leftOut ?? []).toEqual(words);
  });

  test("a table called Tasks makes no task", () => {
    const { flow } = made("Email me a list of new Notion pages in my Tasks database");
    expect(flow?.steps.map(({ use }) => use.split(".")[0])).toEqual(["notion", "gmail"]);
  });
});
