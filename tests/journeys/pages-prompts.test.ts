import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PageSpec } from "../../src/contract/page-spec.ts";
import { openChat, partsOf, sayIn, settled, textOf } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** Pages from sentences with the built-in model, up to what a button did at the stand-in. */
let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

type Chat = ReturnType<typeof openChat>;

async function sayAndConnect(chat: Chat, text: string): Promise<string> {
  await sayIn(chat, text);
  await connectAll(server, chat);
  return textOf(chat);
}

async function pageOf(
  slug: string,
): Promise<{ version: number; spec: PageSpec; problems: unknown[] }> {
  return (await server.json(`/api/pages/${slug}`)).body;
}

async function dataOf(slug: string, block: string) {
  const { status, body } = await server.json(`/api/pages/${slug}/blocks/${block}/data`, "POST", {});
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
}

function madeSlug(chat: Chat): string {
  const output = partsOf(chat, "tool-create_page").at(-1)?.output;
  return output?.status === "saved" ? output.slug : "";
}

async function slackMessages(channel: string): Promise<string[]> {
  const { body } = await server.json("/api/status");
  const inspector = body.providers.find(({ id }: { id: string }) => id === "slack").inspector;
  const state = (await (await fetch(new URL("/_sandbox/state", inspector))).json()) as any;
  return state.channels
    .find(({ name }: { name: string }) => name === channel)
    .messages.map(({ text }: { text: string }) => text);
}

describe("a dashboard of one tool", () => {
  let chat: Chat;
  let slug = "";

  test("asks for the one permission, then shows what the tool says", async () => {
    chat = openChat(server, "tiktok");
    const reply = await sayAndConnect(
      chat,
      "show TikTok profile statistics and follower count in a dashboard",
    );
    expect(partsOf(chat, "tool-request_connection")).toHaveLength(1);
    slug = madeSlug(chat);
    expect(slug).toBe("tiktok-profile-statistics-and-follower-count");
    expect(reply).toContain(`/pages/${slug}`);
    const { spec, problems } = await pageOf(slug);
    expect(problems).toEqual([]);
    expect(spec.blocks.map(({ type, title }) => ({ type, title }))).toEqual(
      ["Followers", "Following", "Likes", "Videos"].map((title) => ({ type: "figure", title })),
    );
    const figure = await dataOf(slug, spec.blocks[0]?.id ?? "");
    expect(figure.data).toEqual({ type: "figure", value: expect.any(Number) });
  });

  test("is refreshed, renamed and cut down as it is told", async () => {
    await sayIn(chat, "refresh it every minute");
    expect((await pageOf(slug)).spec.refresh).toBe(60);
    await sayIn(chat, "rename the page to Reach");
    expect((await pageOf(slug)).spec.title).toBe("Reach");
    await sayIn(chat, "remove the Videos figure");
    expect((await pageOf(slug)).spec.blocks.map(({ title }) => title)).toEqual([
      "Followers",
      "Following",
      "Likes",
    ]);
    await sayIn(chat, "undo that");
    expect((await pageOf(slug)).spec.blocks).toHaveLength(4);
  });

  test("says what it cannot do, and changes nothing", async () => {
    const { version } = await pageOf(slug);
    expect(await sayIn(chat, "add a column for the amount")).toContain("no table");
    expect(await sayIn(chat, "sort by shoe size")).toContain("Nothing was changed");
    expect((await pageOf(slug)).version).toBe(version);
  });

  test("is deleted with the person's yes only, and comes back", async () => {
    await sayIn(chat, "delete the page");
    const asked = partsOf(chat, "tool-delete_page").at(-1);
    if (asked?.state !== "approval-requested") throw new Error(asked?.state);
    expect((await server.json(`/api/pages/${slug}`)).status).toBe(200);
    await chat.addToolApprovalResponse({ id: asked.approval.id, approved: true });
    await settled(chat);
    expect((await server.json(`/api/pages/${slug}`)).status).toBe(404);
    await sayIn(chat, "undo");
    expect((await server.json(`/api/pages/${slug}`)).status).toBe(200);
  });
});

describe("a table with a button of another tool", () => {
  let chat: Chat;
  let slug = "";
  const table = async () => {
    const block = (await pageOf(slug)).spec.blocks.find(({ type }) => type === "table");
    if (block?.type !== "table") throw new Error("no table");
    return block;
  };

  test("connects both, and asks only for the channel", async () => {
    chat = openChat(server, "deals");
    const reply = await sayAndConnect(
      chat,
      "a table of open HubSpot deals with a button that posts one to Slack",
    );
    expect(partsOf(chat, "tool-request_connection")).toHaveLength(2);
    slug = madeSlug(chat);
    expect(slug).toBe("open-hubspot-deals");
    expect((await pageOf(slug)).problems).toEqual([]);
    const asked = partsOf(chat, "tool-ask_person").at(-1);
    expect(asked?.input?.questions).toHaveLength(1);
    expect(asked?.input?.understood ?? reply).not.toContain("left out");
    expect((await table()).columns.map(({ label }) => label)).toEqual([
      "Deal",
      "Amount",
      "Stage",
      "Close date",
    ]);
  });

  test("the answer goes into the function, and the page asks for it no more", async () => {
    await sayIn(chat, "#product-updates");
    const { spec, problems, version } = await pageOf(slug);
    expect(version).toBe(2);
    expect(problems).toEqual([]);
    expect(spec.filters).toEqual([]);
    expect((await server.json("/api/functions/sendMessage")).body.flow.steps[0].with.channel).toBe(
      "#product-updates",
    );
  });

  test("shows the deals, and the button of a row posts that deal", async () => {
    const { id } = await table();
    const { data, snapshot } = await dataOf(slug, id);
    expect(data.rows.map(([name]: string[]) => name)).toEqual([
      "Northwind renewal",
      "Tailspin pilot",
      "Northwind training",
    ]);
    const [name, amount] = data.rows[1];
    const { status, body } = await server.json(`/api/pages/${slug}/blocks/${id}/act`, "POST", {
      action: 0,
      row: { snapshot, position: data.positions[1] },
    });
    expect({ status, body }).toMatchObject({ status: 200 });
    const posted = (await slackMessages("product-updates")).filter((text) =>
      text.includes(String(name)),
    );
    expect(posted).toEqual([expect.stringContaining(`Amount: ${amount}`)]);
  });

  test("is sorted, drawn as a chart and narrowed down", async () => {
    await sayIn(chat, "sort by amount");
    expect((await table()).sort).toEqual({ column: 1, direction: "descending" });
    await sayIn(chat, "add a column for the creation date and a filter by stage");
    await sayIn(chat, "add a filter by stage");
    expect((await pageOf(slug)).spec.filters).toMatchObject([{ label: "Stage", kind: "text" }]);
    await sayIn(chat, "remove the Close date column");
    expect((await table()).columns.map(({ label }) => label)).not.toContain("Close date");
    await sayIn(chat, "add a button that runs sendMessage");
    expect((await table()).actions.map((action) => action.function)).toEqual([
      "sendMessage",
      "sendMessage",
    ]);
    await sayAndConnect(chat, "add a table of HubSpot contacts");
    expect((await pageOf(slug)).spec.blocks.map(({ type }) => type)).toEqual(["table", "table"]);
    await sayIn(chat, "remove the second table");
    expect(Object.keys((await pageOf(slug)).spec.sources)).toHaveLength(1);
    await sayIn(chat, "make it a bar chart");
    const { spec } = await pageOf(slug);
    const chart = spec.blocks.find(({ type }) => type === "chart");
    expect(chart).toMatchObject({ kind: "bar" });
    const { data } = await dataOf(slug, chart?.id ?? "");
    expect(data.x.length).toBeGreaterThan(1);
  });
});

describe("questions about pages", () => {
  test("are answered with links", async () => {
    const page = (slug: string, title: string) => ({
      spec: { slug, title, blocks: [{ type: "text", id: "text", text: "Nothing yet" }] },
    });
    await server.json("/api/pages", "POST", page("quarter-goals", "Goals [2027]"));
    const chat = openChat(server, "page-questions");
    expect(await sayIn(chat, "what pages do I have?")).toContain(
      String.raw`[Goals \[2027\]](/pages/quarter-goals)`,
    );
    expect(await sayIn(chat, "open the goals page")).toContain("(/pages/quarter-goals)");
    expect(await sayIn(chat, "open the unicorn page")).toContain("I know no such page");
    expect(await sayIn(chat, "which functions feed the open deals page?")).toContain(
      "[findDeals](/code/findDeals)",
    );
    expect(await sayIn(chat, "welche Seiten habe ich?")).toContain("/pages/quarter-goals");
    expect(partsOf(chat, "tool-propose_flow")).toEqual([]);
  });

  test("which functions feed the page at hand", async () => {
    const chat = openChat(server, "page-at-hand");
    await sayAndConnect(chat, "a table of HubSpot companies");
    const reply = await sayIn(chat, "which functions feed it?");
    expect(reply).toContain("(/pages/hubspot-companies)");
    expect(reply).toContain("(/code/findCompanies)");
    expect(await sayIn(chat, "where is it?")).toContain("(/pages/hubspot-companies)");
  });
});

test("a form makes what its fields say", async () => {
  const chat = openChat(server, "form");
  await sayAndConnect(chat, "make a form that creates a HubSpot contact");
  const slug = madeSlug(chat);
  const { spec } = await pageOf(slug);
  const form = spec.blocks[0];
  if (form?.type !== "form") throw new Error("no form");
  expect(form.fields.map(({ name, kind }) => [name, kind])).toContainEqual(["email", "email"]);
  const { status, body } = await server.json(`/api/pages/${slug}/blocks/${form.id}/act`, "POST", {
    values: { email: "noor@example.com", firstname: "Noor", lastname: "Haddad" },
  });
  expect({ status, body }).toMatchObject({ status: 200 });
  const { body: runs } = await server.json("/api/runs?function=createContact");
  expect(runs.runs[0]).toMatchObject({ status: "succeeded" });
});
