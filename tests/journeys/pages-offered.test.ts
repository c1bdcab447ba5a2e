import { afterAll, beforeAll, expect, test } from "vitest";
import type { PageBlock, PageSpec } from "../../src/contract/page-spec.ts";
import { pagesEditWords } from "../../web/words/pages-edit.ts";
import { openChat, partsOf, sayIn, textOf } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** The prompts that the page offers where there is no page yet, up to what the pages show. */
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

/** What is answered where a prompt leaves something open. */
const answers: Readonly<Record<string, string>> = { "which table": "Tasks" };

async function made(prompt: string) {
  const chat = openChat(server, prompt.slice(0, 40).replaceAll(/\W/g, ""));
  await sayIn(chat, prompt);
  await connectAll(server, chat);
  const created = partsOf(chat, "tool-create_page").at(-1)?.output;
  if (created?.status !== "saved") throw new Error(textOf(chat));
  for (const { question } of questionsIn(chat)) {
    const answer = Object.entries(answers).find(([words]) => question.includes(words))?.[1];
    if (answer === undefined) throw new Error(question);
    await sayIn(chat, answer);
    await connectAll(server, chat);
  }
  const { body } = await server.json(`/api/pages/${created.slug}`);
  return { slug: created.slug, reply: textOf(chat), ...body } as {
    slug: string;
    reply: string;
    title: string;
    spec: PageSpec;
    problems: unknown[];
  };
}

function questionsIn(chat: ReturnType<typeof openChat>): readonly { question: string }[] {
  const asked = partsOf(chat, "tool-ask_person").at(-1)?.input?.questions ?? [];
  return asked.map((one: any) => (typeof one === "string" ? { question: one } : one));
}

async function dataOf(slug: string, { id }: PageBlock): Promise<any> {
  const { status, body } = await server.json(`/api/pages/${slug}/blocks/${id}/data`, "POST", {});
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
}

async function act(slug: string, { id }: PageBlock, body: object): Promise<any> {
  const acted = await server.json(`/api/pages/${slug}/blocks/${id}/act`, "POST", body);
  expect(acted).toMatchObject({ status: 200 });
  return acted.body;
}

async function stateOf(provider: string): Promise<any> {
  const { body } = await server.json("/api/status");
  const { inspector } = body.providers.find(({ id }: { id: string }) => id === provider);
  return (await fetch(new URL("/_sandbox/state", inspector))).json();
}

const block = <Type extends PageBlock["type"]>({ blocks }: PageSpec, type: Type) => {
  const found = blocks.find((one) => one.type === type);
  if (!found) throw new Error(`no ${type}`);
  return found as Extract<PageBlock, { type: Type }>;
};

const [deals = "", announcement = "", tasks = "", ...more] = pagesEditWords.list.prompts;

test("each of them is tried", () => expect(more).toEqual([]));

test(deals, async () => {
  const { slug, title, spec, problems, reply } = await made(deals);
  expect({ title, problems }).toEqual({ title: "Open HubSpot deals", problems: [] });
  expect(reply).not.toContain("left out");
  expect(spec.blocks.map(({ type }) => type)).toEqual(["figure", "figure", "chart", "table"]);
  const [count, total, chart, table] = await Promise.all(
    spec.blocks.map((one) => dataOf(slug, one)),
  );
  expect(count.data.value).toBe(3);
  expect(total.data.value).toBe(12_000 + 3500 + 5200);
  expect(block(spec, "chart")).toMatchObject({ kind: "bar", title: "Deals by stage" });
  expect(chart.data.x).toHaveLength(3);
  expect(table.data.rows.map(([name]: string[]) => name)).not.toContain("Fabrikam rollout");
  expect(table.data.rows).toHaveLength(3);
});

test(announcement, async () => {
  const { slug, spec, problems } = await made(announcement);
  expect(problems).toEqual([]);
  const form = block(spec, "form");
  const [field] = form.fields;
  await act(slug, form, { values: { [field?.name ?? ""]: "We moved upstairs" } });
  const { channels } = await stateOf("slack");
  const general = channels.find(({ name }: { name: string }) => name === "general");
  expect(general.messages.map(({ text }: { text: string }) => text)).toContain("We moved upstairs");
});

test(tasks, async () => {
  const { slug, title, spec, problems } = await made(tasks);
  expect({ title, problems }).toEqual({ title: "Notion tasks", problems: [] });
  expect(spec.filters).toEqual([]);
  const table = block(spec, "table");
  expect(table.actions.map(({ label }) => label)).toEqual(["Mark as done"]);
  for (const one of spec.blocks) await dataOf(slug, one);
  const { data, snapshot } = await dataOf(slug, table);
  expect(data.rows.length).toBeGreaterThan(0);
  await act(slug, table, { action: 0, row: { snapshot, position: data.positions[0] } });
  const { body } = await server.json("/api/runs?function=changeProperties");
  expect(body.runs[0]).toMatchObject({ status: "succeeded" });
});
