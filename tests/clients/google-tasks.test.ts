import { tasks, type tasks_v1 } from "@googleapis/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failure, startGoogle } from "./google-harness.ts";

let google: Awaited<ReturnType<typeof startGoogle>>;
beforeAll(async () => {
  google = await startGoogle();
});
afterAll(() => google.close());

function client(scopes: readonly string[] = ["tasks"], email?: string): tasks_v1.Tasks {
  const auth = google.auth(scopes, email);
  return tasks({ version: "v1", auth, rootUrl: google.rootUrl, retry: false });
}

/** A list of its own for a test that writes. */
async function fresh(...titles: readonly string[]) {
  const { data: list } = await client().tasklists.insert({ requestBody: { title: "Fresh" } });
  const tasklist = list.id ?? "";
  const ids: string[] = [];
  for (const title of titles) {
    const [previous] = ids.slice(-1);
    const { data } = await client().tasks.insert({
      tasklist,
      ...(previous === undefined ? {} : { previous }),
      requestBody: { title },
    });
    ids.push(data.id ?? "");
  }
  return { tasklist, ids };
}

async function titlesOf(tasklist: string, query: tasks_v1.Params$Resource$Tasks$List = {}) {
  const { data } = await client().tasks.list({ tasklist, ...query });
  return data.items?.map(({ title }) => title);
}

describe("lists", () => {
  test("are those of the account, and new ones join them", async () => {
    await client().tasklists.insert({ requestBody: { title: "Move house" } });
    const { data } = await client(["tasks.readonly"]).tasklists.list();
    const titles = data.items?.map(({ title }) => title);
    expect(titles).toEqual(expect.arrayContaining(["My Tasks", "Errands", "Move house"]));
    const { data: others } = await client(["tasks"], "sam@example.com").tasklists.list();
    expect(others.items?.map(({ title }) => title)).not.toContain("Errands");
  });

  test("come in pages", async () => {
    const { data: first } = await client().tasklists.list({ maxResults: 1 });
    expect(first.items).toHaveLength(1);
    const { data: second } = await client().tasklists.list({
      maxResults: 1,
      pageToken: first.nextPageToken ?? "",
    });
    expect(second.items?.[0]?.id).not.toBe(first.items?.[0]?.id);
  });
});

describe("tasks", () => {
  test("of the default list go by its name", async () => {
    expect(await titlesOf("@default")).toContain("Water the plants");
  });

  test("keep the day they are due, and lose the time", async () => {
    const { tasklist } = await fresh();
    const { data } = await client().tasks.insert({
      tasklist,
      requestBody: { title: "Invoices", notes: "All of them", due: "2027-01-31T18:45:00+01:00" },
    });
    expect(data).toMatchObject({
      kind: "tasks#task",
      title: "Invoices",
      notes: "All of them",
      due: "2027-01-31T00:00:00.000Z",
      status: "needsAction",
    });
    const { data: read } = await client().tasks.get({ tasklist, task: data.id ?? "" });
    expect(read).toEqual(data);
  });

  test("stand first when new, after another where it is named, below one where it is its part", async () => {
    const { tasklist, ids } = await fresh("one", "two");
    await client().tasks.insert({ tasklist, requestBody: { title: "newest" } });
    expect(await titlesOf(tasklist)).toEqual(["newest", "one", "two"]);
    const [parent = ""] = ids;
    const part = { tasklist, parent, requestBody: { title: "part" } };
    expect((await client().tasks.insert(part)).data.parent).toBe(parent);
    const nobody = client().tasks.insert({ ...part, parent: "none" });
    expect(await failure(nobody)).toMatchObject({ status: 400 });
  });

  test("are done, and not done again", async () => {
    const { tasklist, ids } = await fresh("chore");
    const [task = ""] = ids;
    const set = async (status: string) =>
      (await client().tasks.patch({ tasklist, task, requestBody: { status } })).data;
    expect(await set("completed")).toMatchObject({
      title: "chore",
      status: "completed",
      completed: expect.stringMatching(/^20/),
    });
    expect(await titlesOf(tasklist, { showCompleted: false })).toEqual([]);
    expect((await set("needsAction")).completed).toBeUndefined();
    expect(await failure(set("half done"))).toMatchObject({ status: 400 });
  });

  test("are found by the day they are due", async () => {
    const { tasklist } = await fresh();
    for (const day of ["2027-01-10", "2027-01-20"]) {
      const requestBody = { title: day, due: `${day}T00:00:00Z` };
      await client().tasks.insert({ tasklist, requestBody });
    }
    const before = { dueMax: "2027-01-15T00:00:00.000Z" };
    expect(await titlesOf(tasklist, before)).toEqual(["2027-01-10"]);
  });

  test("come in pages of at most a hundred", async () => {
    const { tasklist } = await fresh("one", "two", "three");
    const { data: first } = await client().tasks.list({ tasklist, maxResults: 2 });
    expect(first.items?.map(({ title }) => title)).toEqual(["one", "two"]);
    const rest = { maxResults: 2, pageToken: first.nextPageToken ?? "" };
    expect(await titlesOf(tasklist, rest)).toEqual(["three"]);
    expect(await failure(titlesOf(tasklist, { pageToken: "nonsense" }))).toMatchObject({
      status: 400,
    });
  });

  test("move within a list and to another", async () => {
    const { tasklist, ids } = await fresh("one", "two");
    const [, two = ""] = ids;
    await client().tasks.move({ tasklist, task: two });
    expect(await titlesOf(tasklist)).toEqual(["two", "one"]);
    const other = await fresh();
    await client().tasks.move({ tasklist, task: two, destinationTasklist: other.tasklist });
    expect(await titlesOf(tasklist)).toEqual(["one"]);
    expect(await titlesOf(other.tasklist)).toEqual(["two"]);
  });

  test("are deleted once, and then are seen only by who asks", async () => {
    const { tasklist, ids } = await fresh("gone");
    const [task = ""] = ids;
    expect((await client().tasks.delete({ tasklist, task })).status).toBe(204);
    expect(await titlesOf(tasklist)).toEqual([]);
    expect(await titlesOf(tasklist, { showDeleted: true })).toEqual(["gone"]);
    expect(await failure(client().tasks.get({ tasklist, task }))).toMatchObject({
      status: 404,
      reason: "notFound",
    });
  });
});

describe("refused are", () => {
  test("writes with a scope that only reads", async () => {
    const call = client(["tasks.readonly"]).tasklists.insert({ requestBody: { title: "x" } });
    expect(await failure(call)).toMatchObject({ status: 403, reason: "insufficientPermissions" });
  });

  test("lists of others, and lists that are not there", async () => {
    const { tasklist } = await fresh("mine");
    const { tasks: others } = client(["tasks"], "sam@example.com");
    expect(await failure(others.list({ tasklist }))).toMatchObject({ status: 404 });
    expect(await failure(titlesOf("nowhere"))).toMatchObject({ status: 404 });
  });

  test("members that a task does not have", async () => {
    const odd = { tasklist: "@default", requestBody: JSON.parse('{"title":"x","priority":1}') };
    expect(await failure(client().tasks.insert(odd))).toMatchObject({ status: 400 });
  });

  test("tokens that have ended", async () => {
    const api = client();
    Object.assign(google.sandbox.state.current.shared.tokens.at(-1) ?? {}, { revoked: true });
    expect(await failure(api.tasklists.list())).toMatchObject({ status: 401 });
  });
});
