import { describe, expect, test } from "vitest";
import { isForOthers } from "../../src/agent/builtin/people-words.ts";
import { asksWhose } from "../../src/agent/builtin/step-people.ts";
import { readPeople } from "../../src/agent/builtin/people-words.ts";
import { understandWhole } from "../../src/agent/builtin/unattended.ts";
import type { Context } from "../../src/agent/builtin/understand.ts";
import { vocabularyOf } from "../../src/agent/builtin/vocabulary.ts";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import { checkFlow } from "../../src/flow/check.ts";
import type { Flow } from "../../src/flow/schema.ts";

const catalog = createCatalog(connectors, providers);
const vocabulary = vocabularyOf(catalog);

function read(prompt: string, flow?: Flow) {
  const current = flow && { name: flow.name, version: 2, flow };
  const context: Context = {
    vocabulary,
    functions: current ? [current.name] : [],
    current,
    now: new Date("2026-11-23T10:00:00Z"),
    timezone: "Europe/Berlin",
  };
  return understandWhole(prompt, context);
}

function flowFor(prompt: string, before?: Flow): Flow {
  const intent = read(prompt, before);
  const flow = "flow" in intent ? intent.flow : undefined;
  if (!flow) throw new Error(`"${prompt}": ${JSON.stringify(intent)}`);
  const check = checkFlow(JSON.parse(JSON.stringify(flow)), catalog);
  if (check.status === "invalid") throw new Error(JSON.stringify(check.problems));
  return check.flow;
}

const whose = ({ steps }: Flow) => steps.map(({ use, account }) => [use, account]);
const insert = "googlecalendar.events.insert";

describe("each person their own", () => {
  test.each<[string, readonly (readonly [string, string | undefined])[]]>([
    ["Add an event 'Fitting' tomorrow at 3pm to each user's own calendar", [[insert, "user"]]],
    [
      "Add an event 'Fitting' tomorrow at 3pm to the calendar, for the person who calls it",
      [[insert, "user"]],
    ],
    [
      "Add an event 'Fitting' tomorrow at 3pm to Google Calendar on behalf of the signed-in user",
      [[insert, "user"]],
    ],
    [
      "Send an email to desk@example.com with the subject 'Ready' and the text 'Come by'; everyone connects their own Gmail",
      [["gmail.users.messages.send", "user"]],
    ],
    [
      "Post 'Booked' to #front-desk in Slack and add an event 'Fitting' tomorrow at 3pm to the caller's calendar",
      [
        ["slack.chat.postMessage", undefined],
        [insert, "user"],
      ],
    ],
    [
      "Trage den Termin 'Anprobe' morgen um 15 Uhr im eigenen Kalender jedes Nutzers ein",
      [[insert, "user"]],
    ],
    [
      "Ajoute un événement 'Essayage' demain à 15h dans l'agenda de chaque utilisateur",
      [[insert, "user"]],
    ],
    [
      "Crea un evento 'Prueba' mañana a las 15:00 en el calendario de cada usuario",
      [[insert, "user"]],
    ],
  ])("%s", (prompt, expected) => {
    expect(whose(flowFor(prompt))).toEqual(expected);
  });

  test.each([
    "Add an event 'Fitting' tomorrow at 3pm to Google Calendar with my account for all",
    "Add an event 'Fitting' tomorrow at 3pm to Google Calendar, one account for everyone",
    "Add an event 'each user's own calendar' tomorrow at 3pm to Google Calendar",
    "Füge morgen um 15 Uhr den Termin 'Anprobe' in Google Calendar hinzu, mit meinem Konto für alle",
  ])("and not: %s", (prompt) => {
    expect(flowFor(prompt).steps.map(({ account }) => account)).toEqual([undefined]);
  });
});

describe("a later sentence changes whose it is", () => {
  const shared = flowFor("Add an event 'Fitting' tomorrow at 3pm to Google Calendar");
  const own = flowFor("Add an event 'Fitting' tomorrow at 3pm to each user's own calendar");
  test.each<[string, Flow, string | undefined]>([
    ["use each person's own calendar instead", shared, "user"],
    ["use each person's own account instead", shared, "user"],
    ["everyone should use their own account", shared, "user"],
    ["act on behalf of the signed-in user", shared, "user"],
    ["use one account for everybody again", own, undefined],
    ["jeder nutzt seinen eigenen Kalender", shared, "user"],
    ["nimm wieder ein Konto für alle", own, undefined],
    ["chacun utilise son propre agenda", shared, "user"],
    ["usa una sola cuenta para todos", own, undefined],
  ])("%s", (prompt, before, expected) => {
    expect(read(prompt, before)).toMatchObject({ kind: "edit", base: 2 });
    const after = flowFor(prompt, before);
    expect(whose(after)).toEqual([[insert, expected]]);
    expect(after.steps[0]?.with).toEqual(before.steps[0]?.with);
  });

  test("of a step that is added, and of no other", () => {
    const after = flowFor(
      "also send an email to desk@example.com with the subject 'Booked' from each user's own Gmail",
      shared,
    );
    expect(whose(after)).toEqual([
      [insert, undefined],
      ["gmail.users.messages.send", "user"],
    ]);
  });
});

describe("it is asked where it matters", () => {
  const asks = (prompt: string) =>
    asksWhose(flowFor(prompt), readPeople(prompt, vocabulary), prompt, vocabulary);

  test.each([
    "When a customer books, add an event 'Fitting' tomorrow at 3pm to Google Calendar",
    "For our users: add an event 'Fitting' tomorrow at 3pm to Google Calendar",
  ])("%s", (prompt) => {
    expect(asks(prompt)).toBe(true);
  });

  test.each([
    "Add an event 'Fitting' tomorrow at 3pm to Google Calendar",
    "When a customer books, add an event 'Fitting' tomorrow at 3pm to each person's own calendar",
    "When a customer books, add an event 'Fitting' tomorrow at 3pm to Google Calendar with my account for all",
    "When a customer books, post 'Booked' to #front-desk in Slack",
  ])("not: %s", (prompt) => {
    expect(asks(prompt)).toBe(false);
  });

  test.each([
    "Wenn ein Kunde bucht, trage einen Termin ein",
    "Quand un client réserve, ajoute un événement",
    "Cuando un cliente reserva, crea un evento",
    "Para nuestros usuarios: crea un evento",
  ])("others call it: %s", (prompt) => {
    expect(isForOthers(prompt)).toBe(true);
  });
});
