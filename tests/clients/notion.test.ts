import { Client, LogLevel } from "@notionhq/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type StandIn, redirectUri, startStandIn, thrownBy } from "./rest-harness.ts";

/** Notion's own client against the stand-in, in the two versions of the API that it takes. */
let notion: StandIn;
let token: string;
const asked = { redirect_uri: redirectUri, response_type: "code", owner: "user", state: "s" };
const roadmap = "59833787-2cf9-4fdf-8782-e53db20768a5";
const tasks = "7a7b7c7d-8e8f-4041-9a9b-9c9d0e0f1011";
const tasksDatabase = "11112222-3333-4444-5555-666677778888";

beforeAll(async () => {
  notion = await startStandIn("notion");
  token = (await signIn()).access_token;
});
afterAll(() => notion.close());

const client = (auth = token, notionVersion = "2026-03-11") =>
  new Client({ auth, baseUrl: notion.url, notionVersion, retry: false, logLevel: LogLevel.ERROR });

async function signIn(person = {}): Promise<any> {
  const back = await notion.consent({ ...asked, client_id: notion.clientId }, person);
  const code = back.searchParams.get("code") ?? "";
  return client("").oauth.token({
    client_id: notion.clientId,
    client_secret: notion.clientSecret,
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectUri,
  });
}

const text = (content: string) => [{ type: "text" as const, text: { content } }];
const plain = (page: any) => page.properties[titleOf(page)].title[0]?.plain_text;
const titleOf = (page: any) =>
  Object.keys(page.properties).find((name) => page.properties[name].type === "title") ?? "";

describe("signing in", () => {
  test("names the account, and gives neither scopes nor an end", async () => {
    const answer = await signIn();
    expect(answer).toMatchObject({
      token_type: "bearer",
      workspace_name: "Acme Lab",
      owner: { type: "user", user: { name: "Maya Okafor" } },
    });
    expect(Object.keys(answer)).not.toContain("expires_in");
    expect(Object.keys(answer)).not.toContain("scope");
  });

  test("refreshing rotates both tokens, and ends the former pair", async () => {
    const first = await signIn();
    const grant = {
      client_id: notion.clientId,
      client_secret: notion.clientSecret,
      grant_type: "refresh_token" as const,
    };
    const second = await client("").oauth.token({ ...grant, refresh_token: first.refresh_token });
    expect(second.access_token).not.toBe(first.access_token);
    expect((await client(second.access_token).users.me({})).type).toBe("bot");
    expect(await thrownBy(client(first.access_token).users.me({}))).toMatchObject({
      code: "unauthorized",
    });
    const again = client("").oauth.token({ ...grant, refresh_token: first.refresh_token });
    expect(JSON.stringify(await thrownBy(again))).toContain("invalid_grant");
  });

  test("revoking ends the token", async () => {
    const own = (await signIn()).access_token;
    const own_client = { client_id: notion.clientId, client_secret: notion.clientSecret };
    const first = client("");
    await first.oauth.revoke({ ...own_client, token: own });
    expect(await first.oauth.introspect({ ...own_client, token: own })).toMatchObject({
      active: false,
    });
    expect(await thrownBy(client(own).users.me({}))).toMatchObject({ code: "unauthorized" });
  });

  test.each([
    ["a form in place of JSON", "form"],
    ["the client in the body in place of Basic", "body"],
    ["another redirect address than asked with", "redirect"],
  ])("%s is refused", async (_, what) => {
    const back = await notion.consent({ ...asked, client_id: notion.clientId });
    const fields = {
      grant_type: "authorization_code",
      code: back.searchParams.get("code") ?? "",
      redirect_uri: what === "redirect" ? `${redirectUri}/` : redirectUri,
      ...(what === "body"
        ? { client_id: notion.clientId, client_secret: notion.clientSecret }
        : {}),
    };
    const basic = Buffer.from(`${notion.clientId}:${notion.clientSecret}`).toString("base64");
    const headers: Record<string, string> =
      what === "body" ? {} : { authorization: `Basic ${basic}` };
    const sent = what === "form" ? new URLSearchParams(fields) : fields;
    const answer = await notion.post("/v1/oauth/token", sent, headers);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body.error).toMatch(/^invalid_/);
  });

  test("without owner=user there is no consent page", async () => {
    const { owner: _, ...rest } = asked;
    const page = await fetch(notion.authorizeUrl({ ...rest, client_id: notion.clientId }));
    expect(page.status).toBe(400);
    expect(await page.text()).toContain("owner must be user");
  });

  test("a person who cancels is sent back with access_denied", async () => {
    const back = await notion.consent(
      { ...asked, client_id: notion.clientId },
      { decision: "deny" },
    );
    expect(back.searchParams.get("error")).toBe("access_denied");
  });
});

describe("what is shared", () => {
  test("is what the person picked; the rest is not found, and the pick counts for every sign-in", async () => {
    const sam = "3f1d6b1e-52a7-4c0e-9d11-0a4b7e2c9102";
    const wide = await signIn({ id: sam });
    const narrow = await signIn({ id: sam, untick: [roadmap] });
    for (const { access_token: own } of [wide, narrow]) {
      expect(await thrownBy(client(own).pages.retrieve({ page_id: roadmap }))).toMatchObject({
        code: "object_not_found",
        message: expect.stringContaining("shared"),
      });
    }
    const { results } = await client(narrow.access_token).search({ query: "Onboarding" });
    expect(results.map(plain).toSorted()).toEqual(["Onboarding", "Onboarding checklist"]);
  });

  test("depends on the capabilities that the operator switched on", async () => {
    await notion.lever({ lever: "toggle-update_content" });
    const change = client().pages.update({ page_id: roadmap, is_locked: true });
    expect(await thrownBy(change)).toMatchObject({ code: "restricted_resource", status: 403 });
    await notion.lever({ lever: "toggle-update_content" });
    await notion.lever({ lever: "toggle-read_content" });
    const made = await client().pages.create({
      parent: { page_id: roadmap },
      properties: { title: { title: text("Unseen") } },
    });
    expect(Object.keys(made).toSorted()).toEqual(["id", "object"]);
    await notion.lever({ lever: "toggle-read_content" });
    await notion.lever({ lever: "toggle-read_user_with_email" });
    const { results } = await client().users.list({});
    expect(JSON.stringify(results)).not.toContain("@example.com");
    await notion.lever({ lever: "toggle-read_user_with_email" });
  });
});

describe("tables", () => {
  test("are found through their database, whose columns are on its data source", async () => {
    const database: any = await client().databases.retrieve({ database_id: tasksDatabase });
    expect(database.properties).toBeUndefined();
    expect(database.data_sources).toEqual([{ id: tasks, name: "Tasks" }]);
    const source: any = await client().dataSources.retrieve({ data_source_id: tasks });
    expect(Object.keys(source.properties)).toContain("Status");
    const searched: any = { filter: { property: "object", value: "database" } };
    expect(await thrownBy(client().search(searched))).toMatchObject({ code: "validation_error" });
  });

  test("are filtered by the type of the column, and sorted", async () => {
    const { results } = await client().dataSources.query({
      data_source_id: tasks,
      filter: {
        and: [
          { property: "Status", status: { does_not_equal: "Done" } },
          { property: "Estimate", number: { greater_than: 1 } },
        ],
      },
      sorts: [{ property: "Estimate", direction: "descending" }],
    });
    expect(results.map(plain)).toEqual(["Interview two customers", "Prepare the launch post"]);
    const wrong: any = { property: "Status", select: { equals: "Done" } };
    const asSelect = client().dataSources.query({ data_source_id: tasks, filter: wrong });
    expect(await thrownBy(asSelect)).toMatchObject({
      code: "validation_error",
      message: expect.stringContaining("does not match"),
    });
  });

  test("come in pages", async () => {
    const first = await client().dataSources.query({ data_source_id: tasks, page_size: 3 });
    expect(first).toMatchObject({ has_more: true, next_cursor: expect.any(String) });
    const second = await client().dataSources.query({
      data_source_id: tasks,
      page_size: 100,
      start_cursor: first.next_cursor ?? "",
    });
    expect(second.has_more).toBe(false);
    const ids = [...first.results, ...second.results].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const many = client().dataSources.query({ data_source_id: tasks, page_size: 101 });
    expect(await thrownBy(many)).toMatchObject({ code: "validation_error" });
  });

  test("take rows whose values have the shape of their columns, and no others", async () => {
    const parent = { data_source_id: tasks };
    const row: any = await client().pages.create({
      parent,
      properties: {
        Name: { title: text("Order chairs") },
        Priority: { select: { name: "Someday" } },
        Due: { date: { start: "2026-12-01" } },
        Estimate: { number: 2 },
      },
    });
    expect(row.parent).toMatchObject({ data_source_id: tasks, database_id: tasksDatabase });
    expect(row.properties.Priority.select.name).toBe("Someday");
    const source: any = await client().dataSources.retrieve({ data_source_id: tasks });
    expect(JSON.stringify(source.properties.Priority)).toContain("Someday");
    const wrong: readonly any[] = [
      { Status: { status: { name: "Nearly done" } } },
      { Estimate: { number: "2" } },
      { Nothing: { number: 2 } },
      { Name: { title: text("x".repeat(2001)) } },
    ];
    for (const properties of wrong) {
      const call = client().pages.create({ parent, properties });
      expect(await thrownBy(call)).toMatchObject({ code: "validation_error" });
    }
  });

  test("of a new database have their columns in initial_data_source", async () => {
    const made: any = await client().databases.create({
      parent: { type: "page_id", page_id: roadmap },
      title: text("Vendors"),
      initial_data_source: { properties: { Vendor: { title: {} }, Since: { date: {} } } },
    });
    const [source] = made.data_sources;
    const read: any = await client().dataSources.retrieve({ data_source_id: source.id });
    expect(Object.keys(read.properties).toSorted()).toEqual(["Since", "Vendor"]);
    const untitled = client().databases.create({
      parent: { type: "page_id", page_id: roadmap },
      initial_data_source: { properties: { Since: { date: {} } } },
    });
    expect(await thrownBy(untitled)).toMatchObject({ code: "validation_error" });
  });
});

describe("pages", () => {
  const sub = async (title: string, more = {}): Promise<any> =>
    client().pages.create({
      parent: { page_id: roadmap },
      properties: { title: { title: text(title) } },
      ...more,
    });

  test("are made of blocks or of Markdown, and read back as Markdown", async () => {
    const { id } = await sub("Plan", { markdown: "# One\n- two\n- [x] three\n\nfour" });
    const { markdown } = await client().pages.retrieveMarkdown({ page_id: id });
    expect(markdown).toBe("# One\n- two\n- [x] three\nfour");
    const changed = await client().pages.updateMarkdown({
      page_id: id,
      type: "update_content",
      update_content: { content_updates: [{ old_str: "four", new_str: "five" }] },
    });
    expect(changed.markdown).toContain("five");
    const missing = client().pages.updateMarkdown({
      page_id: id,
      type: "update_content",
      update_content: { content_updates: [{ old_str: "six", new_str: "" }] },
    });
    expect(await thrownBy(missing)).toMatchObject({ code: "validation_error" });
  });

  test("move, are trashed, and come back", async () => {
    const { id } = await sub("Wanderer");
    const home = await sub("Home");
    const moved: any = await client().pages.move({ page_id: id, parent: { page_id: home.id } });
    expect(moved.parent).toEqual({ type: "page_id", page_id: home.id });
    await client().pages.update({ page_id: id, in_trash: true });
    expect(await thrownBy(client().pages.update({ page_id: id, is_locked: true }))).toMatchObject({
      message: expect.stringContaining("archived"),
    });
    const back: any = await client().pages.update({ page_id: id, in_trash: false });
    expect(back.in_trash).toBe(false);
  });
});

describe("blocks", () => {
  const paragraph = (content: string) => ({ paragraph: { rich_text: text(content) } });

  test("are at most a hundred in a call, two levels deep", async () => {
    const many = Array.from({ length: 101 }, (_, index) => paragraph(String(index)));
    const append = (children: any) =>
      client().blocks.children.append({ block_id: roadmap, children });
    expect(await thrownBy(append(many))).toMatchObject({ code: "validation_error" });
    expect((await append(many.slice(1))).results).toHaveLength(100);
    const deep = (levels: number): any =>
      levels === 0
        ? paragraph("leaf")
        : { toggle: { rich_text: text("t"), children: [deep(levels - 1)] } };
    expect((await append([deep(1)])).results).toMatchObject([{ has_children: true }]);
    expect(await thrownBy(append([deep(2)]))).toMatchObject({ code: "validation_error" });
  });

  test("go where the version says: position in the newer, after in the older", async () => {
    const page: any = await client().pages.create({
      parent: { page_id: roadmap },
      properties: { title: { title: text("Order") } },
      children: [paragraph("one"), paragraph("two")] as any,
    });
    const read = async () => {
      const { results } = await client().blocks.children.list({ block_id: page.id });
      return results.map((block: any) => [block.id, block.paragraph.rich_text[0].plain_text]);
    };
    const [[first]] = (await read()) as any;
    const common = { block_id: page.id, children: [paragraph("between")] as any };
    const position = { type: "after_block" as const, after_block: { id: first } };
    await client().blocks.children.append({ ...common, position });
    const old = client(token, "2025-09-03");
    const withAfter: any = { ...common, after: first };
    await old.blocks.children.append(withAfter);
    expect((await read()).map(([, content]) => content)).toEqual([
      "one",
      "between",
      "between",
      "two",
    ]);
    expect(await thrownBy(client().blocks.children.append(withAfter))).toMatchObject({
      code: "validation_error",
    });
    expect(await old.pages.retrieve({ page_id: page.id })).toHaveProperty("archived", false);
    expect(await client().pages.retrieve({ page_id: page.id })).not.toHaveProperty("archived");
  });

  test("change their text and are deleted once", async () => {
    const { results } = await client().blocks.children.append({
      block_id: roadmap,
      children: [{ to_do: { rich_text: text("call") } }],
    });
    const block_id = results[0]?.id ?? "";
    const done: any = await client().blocks.update({ block_id, to_do: { checked: true } as any });
    expect(done.to_do).toMatchObject({ checked: true, rich_text: [{ plain_text: "call" }] });
    const other: any = { block_id, paragraph: { rich_text: text("no") } };
    expect(await thrownBy(client().blocks.update(other))).toMatchObject({
      code: "validation_error",
    });
    await client().blocks.delete({ block_id });
    expect(await thrownBy(client().blocks.delete({ block_id }))).toMatchObject({ status: 400 });
  });
});

test("comments are left on pages and answered in their discussion", async () => {
  const first: any = await client().comments.create({
    parent: { page_id: roadmap },
    rich_text: text("Nice"),
  });
  await client().comments.create({ discussion_id: first.discussion_id, rich_text: text("Yes") });
  const { results } = await client().comments.list({ block_id: roadmap });
  const own = results.filter((one: any) => one.discussion_id === first.discussion_id);
  expect(own.map((one: any) => one.rich_text[0].plain_text)).toEqual(["Nice", "Yes"]);
  const lost = client().comments.create({ discussion_id: tasks, rich_text: text("?") });
  expect(await thrownBy(lost)).toMatchObject({ code: "object_not_found" });
});

test("people are listed with the connection, and one is looked up", async () => {
  const { results } = await client().users.list({});
  expect(results.map(({ type }) => type)).toEqual(["person", "person", "person", "bot"]);
  const one: any = await client().users.retrieve({ user_id: results[0]?.id ?? "" });
  expect(one.person.email).toBe("maya@example.com");
});

describe("refused are", () => {
  test("calls without a version or with an unknown one", async () => {
    const headers = { authorization: `Bearer ${token}` };
    const bare = await notion.post("/v1/search", {}, headers);
    expect(bare).toMatchObject({ status: 400, body: { code: "missing_version" } });
    expect(await thrownBy(client(token, "2020-01-01").users.me({}))).toMatchObject({
      code: "validation_error",
    });
  });

  test("ids that are none, and paths that are none", async () => {
    const odd = client().pages.retrieve({ page_id: "not-an-id" });
    expect(await thrownBy(odd)).toMatchObject({ code: "validation_error" });
    expect(await thrownBy(client().request({ path: "nowhere", method: "get" }))).toMatchObject({
      code: "invalid_request_url",
    });
  });

  test("what a lever breaks, once", async () => {
    await notion.lever({ lever: "rate-limit" });
    const limited = await thrownBy(client().users.me({}));
    expect(limited).toMatchObject({ code: "rate_limited", status: 429 });
    await notion.lever({ lever: "fail", error: "service_overload" });
    expect(await thrownBy(client().users.me({}))).toMatchObject({ status: 529 });
    expect((await client().users.me({})).type).toBe("bot");
  });
});

test("the inspector shows pages, tables and comments, and no token", async () => {
  const page = await notion.inspector();
  for (const shown of ["Roadmap 2027", "Renew the certificate", "In progress", "Is May realistic?"])
    expect(page).toContain(shown);
  expect(page).not.toContain(token);
});
