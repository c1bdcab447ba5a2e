import { expect, test } from "vitest";
import { notionConnector } from "../../src/connectors/notion/connector.ts";
import { notion } from "../../src/connectors/notion/provider.ts";
import { scopesOfSteps } from "../support/flow-scopes.ts";
import type { Step } from "../support/generated-code.ts";
import { createRestCode } from "../support/rest-code.ts";

const code = createRestCode([notionConnector], notion);
const use = (method: string, given: Step[1] = {}): Step => [`notion.${method}`, given];
const roadmap = "59833787-2cf9-4fdf-8782-e53db20768a5";
const database = "11112222333344445555666677778888";
const body = (path: string): any => code.sent.findLast((one) => one.path === path)?.body;

test("every call says its version", async () => {
  await code.run([use("users.me")]);
  expect(code.sent[0]?.headers.get("notion-version")).toBe("2026-03-11");
});

test("a page is found by its exact title, a link is an id", async () => {
  await code.run([use("blocks.children.append", { block_id: "onboarding", text: "Hi" })]);
  expect(code.sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "POST /v1/search",
    "PATCH /v1/blocks/0f6f2c1e-7b0a-4a55-9a4e-1d2c3b4a5968/children",
  ]);
  code.sent.length = 0;
  const link = "https://www.notion.so/acme/Roadmap-2027-598337872cf94fdf8782e53db20768a5?pvs=4";
  await code.run([use("pages.retrieve", { page_id: link })]);
  expect(code.sent.map(({ path }) => path)).toEqual(["/v1/pages/598337872cf94fdf8782e53db20768a5"]);
  const lost = code.run([use("pages.retrieve", { page_id: "Nowhere" })]);
  await expect(lost).rejects.toThrow("Share it with the connection");
  const odd = code.run([use("pages.retrieve", { page_id: "${inputs.page}" })], {
    page: "../users",
  });
  await expect(odd).rejects.toThrow("is no id of Notion's");
});

test("two pages of one title are not guessed between", async () => {
  const twin = use("pages.create", { title: "Roadmap 2027", page_id: roadmap });
  const both = code.run([twin, use("pages.retrieve", { page_id: "Roadmap 2027" })]);
  await expect(both).rejects.toThrow("There are 2 pages");
});

test("long text goes in pieces, many blocks in several calls, in their order", async () => {
  const text = Array.from({ length: 130 }, (_, index) => `line ${index}`).join("\n");
  const answer: any = await code.run([
    use("pages.create", { title: "😀".repeat(1500), page_id: roadmap }),
    use("blocks.children.append", { block_id: "${s1.id}", text }),
    use("blocks.children.list", { block_id: "${s1.id}", page_size: 200 }),
  ]);
  expect(body("/v1/pages").properties.title.title).toHaveLength(2);
  expect(answer.results.map((one: any) => one.text)).toEqual(text.split("\n"));
});

test("more than a hundred children of a new page are all there", async () => {
  const children = Array.from({ length: 230 }, (_, index) => ({
    paragraph: { rich_text: [{ text: { content: String(index) } }] },
  }));
  const answer: any = await code.run([
    use("pages.create", { title: "Long", page_id: roadmap, children }),
    use("blocks.children.list", { block_id: "${s1.id}", page_size: 500 }),
  ]);
  expect(answer.results.map((one: any) => one.text)).toEqual(children.map((_, at) => String(at)));
});

test("plain values take the form of their columns", async () => {
  const record = { Status: "In progress", Due: "2026-12-01", Estimate: "3", Priority: null };
  const answer: any = await code.run([
    use("pages.create", { title: "Chairs", database_id: database, record }),
    use("pages.retrieve", { page_id: "${s1.id}" }),
  ]);
  expect(answer).toMatchObject({
    title: "Chairs",
    values: { Status: "In progress", Due: "2026-12-01", Estimate: 3, Priority: null },
  });
  const changed: any = await code.run([
    use("pages.create", { title: "Desk", data_source_id: "Tasks", record: { Estimate: 1 } }),
    use("pages.update", { page_id: "${s1.id}", record: { Status: "Done" }, title: "Desks" }),
    use("pages.retrieve", { page_id: "${s1.id}" }),
  ]);
  expect(changed).toMatchObject({ title: "Desks", values: { Status: "Done", Estimate: 1 } });
  const unknown = use("pages.create", { data_source_id: "Tasks", record: { Colour: "red" } });
  await expect(code.run([unknown])).rejects.toThrow('There is no column "Colour"; there are: Name');
});

test("rows are filtered by plain values, and their values are plain", async () => {
  const answer: any = await code.run([
    use("data_sources.query", {
      database_id: database,
      where: { Status: "To do" },
      sorts: [{ property: "Name", direction: "ascending" }],
    }),
  ]);
  expect(answer.results.map((row: any) => [row.title, row.values.Priority])).toEqual([
    ["Interview two customers", "Medium"],
    ["Renew the certificate", "High"],
  ]);
  const wrong = use("data_sources.query", { data_source_id: "Tasks", where: { State: "x" } });
  await expect(code.run([wrong])).rejects.toThrow('no column "State"; it has: Name, Status');
});

test("a refusal says Notion's own words", async () => {
  const filter = { property: "Status", select: { equals: "Done" } };
  const call = code.run([use("data_sources.query", { data_source_id: "Tasks", filter })]);
  await expect(call).rejects.toThrow("validation_error The property type in the database");
});

test("text is replaced, and a to-do is ticked", async () => {
  const answer: any = await code.run([
    use("pages.markdown.update", {
      page_id: "Meeting notes",
      find: "Monday",
      replaceWith: "Friday",
    }),
  ]);
  expect(answer.markdown).toContain("starts on Friday");
  const list: any = await code.run([
    use("blocks.children.list", { block_id: "Onboarding checklist" }),
    use("blocks.update", { block_id: "${s1.results[2].id}", type: "to_do", checked: true }),
    use("blocks.children.list", { block_id: "Onboarding checklist" }),
  ]);
  expect(list.results.map((one: any) => one.checked)).toEqual([true, true, true]);
});

test.each<[string, readonly string[], readonly Step[]]>([
  [
    "a row in a table that is known",
    ["insert_content"],
    [use("pages.create", { title: "x", database_id: database })],
  ],
  [
    "a row by plain values, whose columns are read",
    ["insert_content", "read_content"],
    [use("pages.create", { database_id: database, record: { Name: "x" } })],
  ],
  [
    "a page by its title",
    ["read_content", "update_content"],
    [use("pages.update", { page_id: "A" })],
  ],
  ["a page by its id", ["update_content"], [use("pages.update", { page_id: roadmap })]],
  ["names of people", ["read_user_without_email"], [use("users.list")]],
  [
    "a person by address, whose name comes along",
    ["read_user_with_email"],
    [use("users.list", { email: "a@example.com" }), use("users.list")],
  ],
  ["who is connected", [], [use("users.me")]],
])("%s takes %j", (_, scopes, steps) => {
  expect(scopesOfSteps([notionConnector], notion, steps)).toEqual(scopes);
});
