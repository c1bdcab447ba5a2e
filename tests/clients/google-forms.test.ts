import { forms, type forms_v1 } from "@googleapis/forms";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failure, startGoogle } from "./google-harness.ts";

let google: Awaited<ReturnType<typeof startGoogle>>;
beforeAll(async () => {
  google = await startGoogle();
});
afterAll(() => google.close());

function client(scopes: readonly string[] = ["forms.body"], email?: string) {
  const auth = google.auth(scopes, email);
  return forms({ version: "v1", auth, rootUrl: google.rootUrl, retry: false }).forms;
}
const answers = (email?: string) => client(["forms.responses.readonly"], email).responses;
const workshop = "1FeedbackForm2026";

async function fresh(...titles: readonly string[]): Promise<string> {
  const { data } = await client().create({ requestBody: { info: { title: "Fresh" } } });
  const formId = data.formId ?? "";
  if (titles.length > 0) await change(formId, ...titles.map((title, at) => item(title, at)));
  return formId;
}

function item(title: string, index: number): forms_v1.Schema$Request {
  const question = { required: true, textQuestion: {} };
  return { createItem: { item: { title, questionItem: { question } }, location: { index } } };
}

const change = (formId: string, ...requests: forms_v1.Schema$Request[]) =>
  client().batchUpdate({ formId, requestBody: { requests } });

async function titlesOf(formId: string) {
  const { data } = await client(["forms.body.readonly"]).get({ formId });
  return data.items?.map(({ title }) => title);
}

describe("a form", () => {
  test("is made of a title, open for answers", async () => {
    const { data } = await client().create({
      requestBody: { info: { title: "RSVP", documentTitle: "RSVP 2027" } },
    });
    expect(data).toMatchObject({
      info: { title: "RSVP", documentTitle: "RSVP 2027" },
      publishSettings: { publishState: { isPublished: true, isAcceptingResponses: true } },
    });
    expect(data.responderUri).toContain(data.formId);
    const odd = JSON.parse('{"info":{"title":"x"},"items":[{"title":"early"}]}');
    expect(await failure(client().create({ requestBody: odd }))).toMatchObject({ status: 400 });
    const untitled = client().create({ requestBody: { info: {} } });
    expect(await failure(untitled)).toMatchObject({ status: 400, reason: "INVALID_ARGUMENT" });
  });

  test("may start unpublished, and be published later", async () => {
    const { data } = await client().create({
      unpublished: true,
      requestBody: { info: { title: "Draft" } },
    });
    expect(data.publishSettings?.publishState?.isPublished).toBe(false);
    const set = (publishState: forms_v1.Schema$PublishState) =>
      client().setPublishSettings({
        formId: data.formId ?? "",
        requestBody: { publishSettings: { publishState } },
      });
    const { data: open } = await set({ isPublished: true, isAcceptingResponses: true });
    expect(open.publishSettings?.publishState).toEqual({
      isPublished: true,
      isAcceptingResponses: true,
    });
    const wrong = set({ isPublished: false, isAcceptingResponses: true });
    expect(await failure(wrong)).toMatchObject({ status: 400 });
  });

  test("gets questions one by one, each with its id", async () => {
    const formId = await fresh();
    const choice = {
      type: "RADIO",
      options: [{ value: "Yes" }, { value: "No" }],
    };
    const { data } = await change(formId, item("Name", 0), {
      createItem: {
        item: { title: "Coming?", questionItem: { question: { choiceQuestion: choice } } },
        location: { index: 1 },
      },
    });
    expect(data.replies?.map(({ createItem }) => createItem?.questionId?.length)).toEqual([1, 1]);
    const { data: read } = await client(["forms.body.readonly"]).get({ formId });
    expect(read.items?.[1]?.questionItem?.question?.choiceQuestion).toEqual(choice);
  });

  test("is changed by places as they are after each request", async () => {
    const formId = await fresh("one", "two", "three");
    await change(
      formId,
      { moveItem: { originalLocation: { index: 2 }, newLocation: { index: 0 } } },
      { deleteItem: { location: { index: 1 } } },
      { updateItem: { item: { title: "2" }, location: { index: 1 }, updateMask: "title" } },
    );
    expect(await titlesOf(formId)).toEqual(["three", "2"]);
  });

  test("keeps everything where one request of several fails", async () => {
    const formId = await fresh("one");
    const wrong = change(formId, item("two", 1), { deleteItem: { location: { index: 7 } } });
    expect(await failure(wrong)).toMatchObject({ status: 400 });
    expect(await titlesOf(formId)).toEqual(["one"]);
    expect(await failure(change(formId, item("far", 5)))).toMatchObject({ status: 400 });
    expect(await failure(change(formId))).toMatchObject({ status: 400 });
  });

  test("is not changed over somebody else's change", async () => {
    const formId = await fresh();
    const { data: before } = await client().get({ formId });
    await change(formId, item("one", 0));
    const late = client().batchUpdate({
      formId,
      requestBody: {
        requests: [item("two", 0)],
        writeControl: { requiredRevisionId: before.revisionId ?? "" },
      },
    });
    expect(await failure(late)).toMatchObject({ status: 400 });
    expect(await titlesOf(formId)).toEqual(["one"]);
  });

  test("has a description and a title that can be changed by name", async () => {
    const formId = await fresh();
    const info = { title: "Lunch", description: "What would you like?" };
    await change(formId, { updateFormInfo: { info, updateMask: "title,description" } });
    const { data } = await client().get({ formId });
    expect(data.info).toMatchObject(info);
    const wrong = change(formId, { updateFormInfo: { info, updateMask: "colour" } });
    expect((await failure(wrong)).message).toContain("colour");
  });
});

describe("answers", () => {
  test("are listed by question", async () => {
    const { data } = await answers().list({ formId: workshop });
    const given = data.responses?.flatMap(({ answers: one }) => Object.values(one ?? {}));
    const texts = given?.flatMap(({ textAnswers }) => textAnswers?.answers ?? []);
    expect(texts).toContainEqual({ value: "Very helpful" });
    expect(data.responses?.[0]?.respondentEmail).toContain("@");
  });

  test("come in pages", async () => {
    const { data: all } = await answers().list({ formId: workshop });
    const { data: first } = await answers().list({ formId: workshop, pageSize: 1 });
    expect(first.responses).toHaveLength(1);
    const rest = { formId: workshop, pageToken: first.nextPageToken ?? "" };
    const { data: others } = await answers().list(rest);
    expect([...(first.responses ?? []), ...(others.responses ?? [])]).toEqual(all.responses);
  });

  test("since a moment are those after it", async () => {
    const filter = "timestamp > 2099-01-01T00:00:00Z";
    const { data } = await answers().list({ formId: workshop, filter });
    expect(data.responses).toBeUndefined();
    const odd = answers().list({ formId: workshop, filter: "email = me" });
    expect(await failure(odd)).toMatchObject({ status: 400 });
  });

  test("are read one by one", async () => {
    const { data } = await answers().list({ formId: workshop });
    const [first] = data.responses ?? [];
    const { data: one } = await answers().get({
      formId: workshop,
      responseId: first?.responseId ?? "",
    });
    expect(one).toEqual(first);
    const none = answers().get({ formId: workshop, responseId: "none" });
    expect(await failure(none)).toMatchObject({ status: 404 });
  });

  test("are not read with the scope for questions", async () => {
    const call = client(["forms.body"]).responses.list({ formId: workshop });
    expect(await failure(call)).toMatchObject({
      status: 403,
      reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
    });
  });
});

describe("who may", () => {
  test("drive.file reaches the forms that the app made", async () => {
    const own = client(["drive.file"]);
    const { data } = await own.create({ requestBody: { info: { title: "Own" } } });
    expect((await own.get({ formId: data.formId ?? "" })).data.info?.title).toBe("Own");
    expect(await failure(own.get({ formId: workshop }))).toMatchObject({ status: 404 });
  });

  test("a form of somebody else is not there", async () => {
    const formId = await fresh();
    const call = client(["forms.body"], "jonas@example.com").get({ formId });
    expect(await failure(call)).toMatchObject({ status: 404, reason: "NOT_FOUND" });
  });
});

test("a form is watched once for each kind of event, for a week", async () => {
  const formId = await fresh();
  const watch = { eventType: "RESPONSES", target: { topic: { topicName: "projects/p/topics/t" } } };
  const create = () => client().watches.create({ formId, requestBody: { watch } });
  const { data } = await create();
  expect(data).toMatchObject({ eventType: "RESPONSES", state: "ACTIVE" });
  const days = (Date.parse(data.expireTime ?? "") - Date.parse(data.createTime ?? "")) / 86_400_000;
  expect(days).toBe(7);
  expect(await failure(create())).toMatchObject({ status: 409 });
});
