import { afterEach, expect, test } from "vitest";
import { googleContactsConnector } from "../../src/connectors/googlecontacts/connector.ts";
import type { ContactsState } from "../../src/connectors/googlecontacts/sandbox/state.ts";
import { googleFormsConnector } from "../../src/connectors/googleforms/connector.ts";
import type { FormsState } from "../../src/connectors/googleforms/sandbox/state.ts";
import { googleMeetConnector } from "../../src/connectors/googlemeet/connector.ts";
import type { MeetState } from "../../src/connectors/googlemeet/sandbox/state.ts";
import { googleTasksConnector } from "../../src/connectors/googletasks/connector.ts";
import { startGoogleEvents } from "../support/google-events.ts";

let google: Awaited<ReturnType<typeof startGoogleEvents>>;
afterEach(() => google.close());

const minutes = 60_000;
const stateOf = <T>(app: string) => google.sandbox.state.current.apps[app] as T;
const names = (payloads: readonly Readonly<Record<string, unknown>>[], member: string) =>
  payloads.map((one) => one[member]);

const formId = "1FeedbackForm2026";
let responses = 0;
function answer(text: string, more: Readonly<Record<string, string>> = {}): void {
  stateOf<FormsState>("googleforms").forms[formId]?.responses.push({
    responseId: `r${++responses}`,
    createTime: new Date(google.clock.time).toISOString(),
    answers: { "q-how": [text] },
    ...more,
  });
}

test("each answer to a form comes once, under the titles where those may be read", async () => {
  const scopes = ["forms.responses.readonly", "forms.body.readonly"];
  google = await startGoogleEvents([googleFormsConnector], scopes);
  answer("a minute ago");
  const watch = google.watch("googleforms.response.submitted", { formId });
  expect(await watch.ask()).toEqual([]);
  // within the same millisecond as the question
  answer("one", { respondentEmail: "ada@example.org" });
  expect(await watch.ask()).toMatchObject([
    {
      form: "Workshop feedback",
      email: "ada@example.org",
      answers: { "How was the workshop?": "one" },
      answersById: { "q-how": "one" },
    },
  ]);
  answer("two");
  google.pass(minutes);
  answer("three");
  expect(names(await watch.ask(), "answersById")).toEqual([
    { "q-how": "two" },
    { "q-how": "three" },
  ]);
  google.pass(30 * minutes);
  expect(await watch.ask()).toEqual([]);
});

test("without the permission to read forms the questions have their ids, and an address will do", async () => {
  google = await startGoogleEvents([googleFormsConnector], ["forms.responses.readonly"]);
  const url = `https://docs.google.com/forms/d/${formId}/edit`;
  const watch = google.watch("googleforms.response.submitted", { url, from: "ada@example.org" });
  await watch.ask();
  answer("one", { respondentEmail: "ada@example.org" });
  answer("two", { respondentEmail: "ben@example.org" });
  expect(await watch.ask()).toMatchObject([{ formId, form: "", answers: { "q-how": "one" } }]);
  const none = google.watch("googleforms.response.submitted");
  await expect(none.ask()).rejects.toThrow("Give formId (or url, id) in the trigger");
});

test("more answers than are told at once come all", async () => {
  google = await startGoogleEvents([googleFormsConnector], ["forms.responses.readonly"]);
  const watch = google.watch("googleforms.response.submitted", { formId });
  await watch.ask();
  for (let index = 0; index < 1200; index++) answer(`answer ${index}`);
  const told = names(await watch.ask(), "id");
  expect(told).toHaveLength(1200);
  expect(new Set(told).size).toBe(1200);
});

const people = "/v1/people";
const contact = async (givenName: string, email: string) =>
  google.as(["contacts"], "POST", `${people}:createContact`, {
    names: [{ givenName }],
    emailAddresses: [{ value: email }],
    organizations: [{ name: "Contoso", title: "Buyer" }],
  });

test("each change of a contact comes once; what is deleted does not", async () => {
  google = await startGoogleEvents([googleContactsConnector], ["contacts.readonly"]);
  const watch = google.watch("googlecontacts.contact.changed");
  const words = google.watch("googlecontacts.contact.changed", { name: "ada" });
  expect(await watch.ask()).toEqual([]);
  expect(await words.ask()).toEqual([]);
  const ada = await contact("Ada", "ada@example.org");
  expect(await watch.ask()).toMatchObject([
    { id: ada["resourceName"], name: "Ada", email: "ada@example.org", jobTitle: "Buyer" },
  ]);
  expect(await watch.ask()).toEqual([]);
  const change = `/v1/${String(ada["resourceName"])}:updateContact?updatePersonFields=biographies`;
  await google.as(["contacts"], "PATCH", change, {
    etag: ada["etag"],
    biographies: [{ value: "Likes engines" }],
  });
  const ben = await contact("Ben", "ben@example.org");
  await google.as(["contacts"], "DELETE", `/v1/${String(ben["resourceName"])}:deleteContact`);
  expect(await watch.ask()).toMatchObject([{ name: "Ada", notes: "Likes engines" }]);
  expect(await watch.ask()).toEqual([]);
  expect(await words.ask()).toHaveLength(1);
});

test("contacts in more than one page come all, and a token of last week begins anew", async () => {
  google = await startGoogleEvents([googleContactsConnector], ["contacts.readonly"]);
  const watch = google.watch("googlecontacts.contact.changed");
  await watch.ask();
  const contacts = stateOf<ContactsState>("googlecontacts");
  const [first] = contacts.people;
  if (!first) throw new Error("There is nobody");
  for (let index = 0; index < 1100; index++)
    contacts.people.push({ ...first, id: `c${index}`, serial: ++contacts.serial });
  const told = names(await watch.ask(), "id");
  expect(told).toHaveLength(1100);
  expect(new Set(told).size).toBe(1100);
  google.pass(7 * 1440 * minutes);
  await contact("Lost", "lost@example.org");
  expect(await watch.ask()).toEqual([]);
  await contact("Next", "next@example.org");
  expect(names(await watch.ask(), "name")).toEqual(["Next"]);
});

const tasks = "/tasks/v1/lists/@default/tasks";
const addTask = async (title: string, list = tasks) =>
  String((await google.as(["tasks"], "POST", list, { title }))["id"]);
const changeTask = (id: string, body: object) =>
  google.as(["tasks"], "PATCH", `${tasks}/${id}`, body);

test("a new task comes once, of whatever list; a changed one is not new", async () => {
  google = await startGoogleEvents([googleTasksConnector], ["tasks.readonly"]);
  const old = await addTask("before");
  const watch = google.watch("googletasks.task.created");
  const errands = google.watch("googletasks.task.created", { tasklist: "Errands" });
  expect(await watch.ask()).toEqual([]);
  expect(await errands.ask()).toEqual([]);
  const id = await addTask("Call the printer");
  const lists = await google.as(["tasks"], "GET", "/tasks/v1/users/@me/lists");
  const { id: other } = (lists["items"] as { id: string; title: string }[]).find(
    ({ title }) => title === "Errands",
  ) ?? { id: "" };
  await addTask("Buy milk", `/tasks/v1/lists/${other}/tasks`);
  expect(names(await watch.ask(), "title").toSorted()).toEqual(["Buy milk", "Call the printer"]);
  expect(await watch.ask()).toEqual([]);
  google.pass(minutes);
  await changeTask(old, { notes: "more" });
  await changeTask(id, { status: "completed" });
  expect(await watch.ask()).toEqual([]);
  google.pass(20 * minutes);
  for (let index = 0; index < 230; index++) await addTask(`task ${index}`);
  expect(new Set(names(await watch.ask(), "id")).size).toBe(230);
  expect(await watch.ask()).toEqual([]);
  expect(names(await errands.ask(), "title")).toEqual(["Buy milk"]);
});

test("the first task of an account is new", async () => {
  google = await startGoogleEvents([googleTasksConnector], ["tasks.readonly"]);
  for (const list of stateOf<{ lists: { tasks: unknown[] }[] }>("googletasks").lists)
    list.tasks.length = 0;
  const watch = google.watch("googletasks.task.created");
  await watch.ask();
  await addTask("first");
  expect(names(await watch.ask(), "title")).toEqual(["first"]);
});

test("a task that is done comes once each time, and not where it is changed afterwards", async () => {
  google = await startGoogleEvents([googleTasksConnector], ["tasks.readonly"]);
  const long = await addTask("done long ago");
  await changeTask(long, { status: "completed" });
  google.pass(600 * minutes);
  const recent = await addTask("done before");
  await changeTask(recent, { status: "completed" });
  const watch = google.watch("googletasks.task.completed");
  expect(await watch.ask()).toEqual([]);
  const id = await addTask("Send the invoices");
  expect(await watch.ask()).toEqual([]);
  await changeTask(id, { status: "completed" });
  await changeTask(long, { notes: "changed" });
  expect(names(await watch.ask(), "title")).toEqual(["Send the invoices"]);
  google.pass(minutes);
  await changeTask(id, { notes: "changed" });
  expect(await watch.ask()).toEqual([]);
  await changeTask(id, { status: "needsAction" });
  google.pass(minutes);
  await changeTask(id, { status: "completed" });
  expect(names(await watch.ask(), "title")).toEqual(["Send the invoices"]);
  expect(await watch.ask()).toEqual([]);
});

test("a meeting is told when it starts and when it has ended, with who was there", async () => {
  google = await startGoogleEvents([googleMeetConnector], ["meetings.space.readonly"]);
  const started = google.watch("googlemeet.conference.started");
  const ended = google.watch("googlemeet.conference.ended");
  const other = google.watch("googlemeet.conference.started", { code: "xyz-xyzx-xyz" });
  const same = google.watch("googlemeet.conference.started", {
    url: "https://meet.google.com/abc-mnop-xyz",
  });
  for (const one of [started, ended, other, same]) expect(await one.ask()).toEqual([]);
  const { records } = stateOf<MeetState>("googlemeet");
  const [past] = records;
  if (!past) throw new Error("There is no record");
  const at = () => new Date(google.clock.time).toISOString();
  const { endTime: _, ...meeting } = { ...past, id: "retro", startTime: at() };
  records.push(meeting);
  expect(await started.ask()).toMatchObject([
    { id: "conferenceRecords/retro", code: "abc-mnop-xyz", started: at() },
  ]);
  expect(await ended.ask()).toEqual([]);
  expect(await other.ask()).toEqual([]);
  expect(await same.ask()).toHaveLength(1);
  google.pass(30 * minutes);
  Object.assign(meeting, { endTime: at() });
  expect(await ended.ask()).toMatchObject([
    { minutes: 30, participants: ["Maya Okafor", "Sam Rivera"] },
  ]);
  expect(await started.ask()).toEqual([]);
  expect(await ended.ask()).toEqual([]);
});

/** As a person does in the app. */
const act = (app: string, fields: Readonly<Record<string, string>>) =>
  fetch(`${google.url}/_sandbox/act/${app}`, {
    method: "POST",
    body: new URLSearchParams({ user: "maya@example.com", ...fields }),
    redirect: "manual",
  });

test("in the stand-in a form is answered and a meeting held as people do", async () => {
  const scopes = ["forms.responses.readonly", "meetings.space.readonly"];
  google = await startGoogleEvents([googleFormsConnector, googleMeetConnector], scopes);
  const answers = google.watch("googleforms.response.submitted", { formId });
  const ended = google.watch("googlemeet.conference.ended");
  await answers.ask();
  await ended.ask();
  expect((await act("googleforms", { formId, "q-how": "Fine" })).status).toBe(303);
  expect((await act("googleforms", { formId: "none", "q-how": "x" })).status).toBe(400);
  expect(await answers.ask()).toMatchObject([
    { email: "maya@example.com", answersById: { "q-how": "Fine" } },
  ]);
  const space = "planning2026room";
  expect(await (await fetch(`${google.url}/?app=googlemeet`)).text()).toContain("Start a meeting");
  await act("googlemeet", { space });
  google.pass(10 * minutes);
  expect(await ended.ask()).toEqual([]);
  await act("googlemeet", { space });
  expect(await ended.ask()).toMatchObject([{ minutes: 10, participants: ["Maya Okafor"] }]);
});
