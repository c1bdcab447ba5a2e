import { expect, test } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { createCatalogSearch } from "../../src/catalog/search.ts";
import { connectors, providers } from "../../src/connectors/index.ts";

const search = createCatalogSearch(createCatalog(connectors, providers));
const first = (query: string, limit = 5) => search(query, limit).map(({ id }) => id);

test.each([
  // by the provider's words
  ["chat.postMessage", "slack.chat.postMessage"],
  ["freebusy query", "googlecalendar.freebusy.query"],
  ["lookup by email", "slack.users.lookupByEmail"],
  ["batchUpdate presentation", "googleslides.presentations.batchUpdate"],
  // by what people call a thing
  ["add a row to a spreadsheet", "googlesheets.spreadsheets.values.append"],
  ["spreadsheet", "googlesheets.spreadsheets.create"],
  ["DM", "slack.chat.postMessage"],
  ["meeting", "googlemeet.spaces.create"],
  ["schedule a meeting", "googlecalendar.events.insert"],
  ["send an email", "gmail.users.messages.send"],
  ["upload a file to drive", "googledrive.files.create"],
  ["to-do", "googletasks.tasks.insert"],
  ["who is free", "googlecalendar.freebusy.query"],
  ["answers to a form", "googleforms.forms.responses.list"],
  ["address book", "googlecontacts.people.connections.list"],
  ["sheet", "googlesheets.spreadsheets.get"],
  ["invite somebody to a channel", "slack.conversations.invite"],
  ["emoji reaction", "slack.reactions.add"],
  ["video call link", "googlemeet.spaces.create"],
  ["slide deck", "googleslides.presentations.get"],
  // misspelt
  ["spreadshet row", "googlesheets.spreadsheets.values.append"],
  ["calender event", "googlecalendar.events.insert"],
  ["uplaod file", "googledrive.files.create"],
  ["send slack mesage", "slack.chat.postMessage"],
  ["gmial search", "gmail.users.messages.list"],
])("%s finds %s", (query, wanted) => {
  expect(first(query)).toContain(wanted);
});

test("the whole name of a method is that method", () => {
  expect(first("slack.chat.postMessage", 1)).toEqual(["slack.chat.postMessage"]);
  expect(first("use spreadsheets.values.append please", 1)).toEqual([
    "googlesheets.spreadsheets.values.append",
  ]);
});

test("one tool's many operations leave room for another's", () => {
  const tools = new Set(first("meeting").map((id) => id.split(".")[0]));
  expect([...tools].toSorted()).toEqual(["googlecalendar", "googlemeet"]);
});

test("nothing is found for what nobody calls anything", () => {
  expect(first("zxqwv")).toEqual([]);
  expect(first("")).toEqual([]);
  expect(first("!!! ???")).toEqual([]);
});

test("no more than asked for, each once", () => {
  const found = first("list messages files events", 50);
  expect(found.length).toBeGreaterThan(5);
  expect(new Set(found).size).toBe(found.length);
  expect(first("list messages files events", 4)).toEqual(found.slice(0, 4));
});
