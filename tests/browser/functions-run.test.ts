import { expect, test } from "vitest";
import type { Flow } from "../../src/flow/schema.ts";
import { defaultAppId } from "../../src/store/database.ts";
import { openTestDatabase } from "../../src/store/ground.ts";
import { createFunctionStore } from "../../src/store/functions.ts";
import { barriersIn } from "./axe.ts";
import { openBrowser, overflowOf, sees } from "./page.ts";

/** A function is run from the page: what it takes, how it goes on, what it answered. */
const browser = openBrowser();
const { consoleErrors, picture } = browser;

const button = (name: string) => browser.page.getByRole("button", { name, exact: true });
const form = () => browser.page.getByRole("form", { name: "Try it" });
const output = () => browser.page.getByRole("region", { name: "Output", exact: true });

const flow: Flow = {
  name: "every",
  description: "Takes one of each kind",
  trigger: { type: "manual" },
  inputs: {
    to: { type: "string", description: "Whose account it is" },
    link: { type: "string", required: false },
    kind: { type: "string", default: "full" },
    text: { type: "string", default: "Hello" },
    count: { type: "number", default: 3 },
    loud: { type: "boolean", default: false },
    tags: { type: "array", required: false },
    more: { type: "object", required: false },
  },
  steps: [
    { id: "who", use: "slack.users.lookupByEmail", with: { email: "${inputs.to}" } },
    { id: "thread", use: "gmail.users.threads.get", with: { id: "x", format: "${inputs.kind}" } },
    {
      id: "mark",
      use: "slack.bookmarks.add",
      with: { channel_id: "C1", title: "x", link: "${inputs.link}" },
    },
  ],
};

/** Straight into the database: what its flow would call matters to the form only. */
async function add(name: string, code: string, more: { readonly flow?: Flow } = {}) {
  const db = await openTestDatabase(browser.server.dataDir);
  await createFunctionStore(db, defaultAppId, { now: () => Date.now() }).append(
    {
      name,
      madeBy: { what: "hand", via: "page" },
      origin: "hand",
      code,
      approvals: [],
      permissions: [],
      ...more,
    },
    0,
  );
  await db.destroy();
}

const open = (name: string, query = "") =>
  browser.page.goto(`${browser.server.origin}/code/${name}/run${query}`);

test("each input has a control that fits, with the choices of what it is handed to", async () => {
  const { page } = browser;
  await browser.enter();
  await sees(page.getByRole("heading", { name: "What should connect?" }));
  consoleErrors.length = 0;
  await add(
    "every",
    `export default { async fetch(request: Request): Promise<Response> {
  const input = JSON.parse(await request.text());
  return Response.json([input, { ...input, text: "second" }]);
} };\n`,
    { flow },
  );
  await open("every");
  expect(await form().getByLabel(/^to /).getAttribute("type")).toBe("email");
  expect(
    await form()
      .getByLabel(/^link /)
      .getAttribute("type"),
  ).toBe("url");
  expect(
    await form()
      .getByLabel(/^kind /)
      .locator("option")
      .allTextContents(),
  ).toEqual(expect.arrayContaining(["full", "minimal", "metadata"]));
  expect(
    await form()
      .getByLabel(/^count /)
      .inputValue(),
  ).toBe("3");
  await sees(form().getByText("Whose account it is"));
});

test("what does not fit is said at its field, and nothing runs", async () => {
  await button("Run").click();
  await sees(form().getByText("Enter a value."));
  await form().getByLabel(/^to /).fill("ada");
  await form()
    .getByLabel(/^link /)
    .fill("nowhere");
  await form()
    .getByLabel(/^count /)
    .fill("many");
  await form()
    .getByLabel(/^tags /)
    .fill("[1,");
  await sees(form().getByText(/no valid JSON/));
  await button("Run").click();
  await sees(form().getByText(/Enter an e-mail address/));
  await sees(form().getByText(/Enter a whole address/));
  await sees(form().getByText("Enter a number."));
  expect((await browser.server.json("/api/runs?function=every")).body.runs).toEqual([]);
});

test("the answer is a table to read, or JSON", async () => {
  await form().getByLabel(/^to /).fill("ada@example.com");
  await form()
    .getByLabel(/^link /)
    .fill("https://example.com/a");
  await form()
    .getByLabel(/^kind /)
    .selectOption("minimal");
  await form()
    .getByLabel(/^count /)
    .fill("7");
  await form()
    .getByLabel(/^loud /)
    .check();
  await form()
    .getByLabel(/^tags /)
    .fill('["a", "b"]');
  await form()
    .getByLabel(/^more /)
    .fill('{"deep": {"er": 1}}');
  await button("Run").click();
  const table = output().getByRole("table").first();
  await sees(table.getByRole("columnheader", { name: "count" }));
  await sees(table.getByRole("cell", { name: "second" }));
  await table.getByText("2 entries").first().click();
  await sees(table.getByText("Entry 1"));
  const [run] = (await browser.server.json("/api/runs?function=every")).body.runs;
  expect(run.input).toEqual({
    to: "ada@example.com",
    link: "https://example.com/a",
    kind: "minimal",
    text: "Hello",
    count: 7,
    loud: true,
    tags: ["a", "b"],
    more: { deep: { er: 1 } },
  });
  await picture("run-result");
  await button("As JSON").click();
  await sees(output().getByText('"er": 1'));
});

test("the input can be seen as JSON, and that of an earlier run is filled in again", async () => {
  const { page } = browser;
  await button("JSON").click();
  const json = form().getByLabel(/^Input \(JSON\)/);
  expect(JSON.parse(await json.inputValue())).toMatchObject({ count: 7 });
  await json.fill('{"to": "bob@example.com", "count": 9}');
  await form().getByRole("button", { name: "Form", exact: true }).click();
  expect(await form().getByLabel(/^to /).inputValue()).toBe("bob@example.com");
  expect(
    await form()
      .getByLabel(/^count /)
      .inputValue(),
  ).toBe("9");
  await page.reload();
  expect(await form().getByLabel(/^to /).inputValue()).toBe("");
  await button("Fill in the input of this run").click();
  expect(await form().getByLabel(/^to /).inputValue()).toBe("ada@example.com");
  expect(
    await form()
      .getByLabel(/^more /)
      .inputValue(),
  ).toContain('"er": 1');
});

test("a run is seen as it goes on, and can be cancelled", async () => {
  const { page } = browser;
  await add(
    "slow",
    `export default async (): Promise<Response> => {
  console.log("begun");
  await new Promise((done) => setTimeout(done, 60_000));
  return Response.json(1);
};\n`,
  );
  await open("slow");
  await button("Run").click();
  const live = page.getByRole("region", { name: "The run that goes on" });
  await sees(live.getByText("begun"));
  await picture("run-live");
  await live.getByRole("button", { name: "Cancel the run" }).click();
  await sees(page.getByRole("article").getByText(/^Cancelled/));
  await live.waitFor({ state: "detached" });
});

test("a dry run that is asked for in the list begins at once where nothing has to be said", async () => {
  const { page } = browser;
  await add("plain", "export default (): Response => Response.json({ ok: true });\n");
  await open("plain", "?start=dry");
  await sees(page.getByRole("article", { name: "Dry run of version 1" }));
  expect(new URL(page.url()).search).toBe("");
  await open("every", "?start=dry");
  await sees(form());
  const { runs } = (await browser.server.json("/api/runs?function=every")).body;
  expect(runs.length).toBe(1);
});

test("it is without barriers, and fits a narrow screen", async () => {
  const { page } = browser;
  await sees(output());
  expect(await barriersIn(page)).toEqual([]);
  await page.setViewportSize({ width: 375, height: 860 });
  expect(await overflowOf(page)).toBe(0);
  await picture("run-375");
  await page.setViewportSize({ width: 1280, height: 860 });
});

test("the page held its policy and had no errors", () => {
  expect(consoleErrors).toEqual([]);
});
