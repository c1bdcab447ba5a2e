import { expect, test } from "vitest";
import { googleTasksConnector } from "../../src/connectors/googletasks/connector.ts";
import { type Step, createGoogleCode } from "../support/google-code.ts";
import { scopesFor } from "../support/google-scopes.ts";

const code = createGoogleCode([googleTasksConnector], ["tasks"]);
const use = (method: string, given: Step[1] = {}): Step => [`googletasks.${method}`, given];

test("a task goes to the default list, due on the day that was said", async () => {
  const answer = await code.run([
    use("tasks.insert", { title: "Invoices", due: "2027-01-31T18:00:00+01:00" }),
  ]);
  expect(answer).toMatchObject({ title: "Invoices", due: "2027-01-31T00:00:00.000Z" });
  expect(code.sent).toEqual(["POST /tasks/v1/lists/%40default/tasks"]);
});

test("a list goes by its name, an unknown one is no list", async () => {
  await code.run([use("tasks.insert", { title: "Milk", tasklist: "errands" })]);
  expect(code.sent[0]).toBe("GET /tasks/v1/users/@me/lists");
  const answer = await code.run([use("tasks.list", { tasklist: "Errands" })]);
  expect(answer).toMatchObject({
    items: expect.arrayContaining([{ title: "Milk" }].map((one) => expect.objectContaining(one))),
  });
  const lost = code.run([use("tasks.insert", { title: "x", tasklist: "Groceries" })]);
  await expect(lost).rejects.toThrow('"Groceries"');
});

test("a change keeps what it does not name", async () => {
  const answer = await code.run([
    use("tasks.insert", { title: "Call", notes: "About the offer", due: "2027-01-31" }),
    use("tasks.patch", { task: "${s1.id}", status: "completed" }),
  ]);
  expect(answer).toMatchObject({
    title: "Call",
    notes: "About the offer",
    due: "2027-01-31T00:00:00.000Z",
    status: "completed",
    completed: expect.any(String),
  });
});

test("wanted is a number of tasks, not of pages", async () => {
  await code.run(Array.from({ length: 25 }, (_, n) => use("tasks.insert", { title: `T${n}` })));
  code.sent.length = 0;
  const answer = await code.run([use("tasks.list", { maxResults: 24 })]);
  expect(Reflect.get(Object(answer), "items")).toHaveLength(24);
});

test("a task moves to another list", async () => {
  const answer = await code.run([
    use("tasklists.insert", { title: "House" }),
    use("tasks.insert", { title: "Paint" }),
    use("tasks.move", { task: "${s2.id}", destinationTasklist: "${s1.id}" }),
    use("tasks.list", { tasklist: "${s1.id}" }),
  ]);
  expect(answer).toMatchObject({ items: [{ title: "Paint" }] });
});

test.each<[string, readonly string[], readonly Step[]]>([
  ["reading", ["tasks.readonly"], [use("tasks.list")]],
  ["reading a list by its name", ["tasks.readonly"], [use("tasks.list", { tasklist: "Errands" })]],
  [
    "writing, whatever is read besides",
    ["tasks"],
    [use("tasks.insert", { title: "x" }), use("tasks.list")],
  ],
])("%s takes %j", (_, scopes, steps) => {
  expect(scopesFor([googleTasksConnector], steps)).toEqual(scopes);
});
