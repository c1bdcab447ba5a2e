import { type Database, defaultAppId } from "../../src/store/database.ts";
import { openTestDatabase } from "../../src/store/ground.ts";
import { createFunctionStore } from "../../src/store/functions.ts";
import { type StoredRunStatus, createRunStore } from "../../src/store/runs.ts";
import type { NewVersion } from "../../src/store/function-version.ts";
import { afterAll, expect, test } from "vitest";
import { barriersIn } from "./axe.ts";
import { hasFocus, namelessIn, openBrowser, overflowOf, patience, sees } from "./page.ts";

/** The list of functions: how each fares, what it is narrowed to, and what can be done from it. */
const browser = openBrowser();
const { consoleErrors, picture } = browser;
let db: Database | undefined;
afterAll(() => db?.destroy());

/** Goes on with each look, so that what is made later counts as later. */
let time = Date.now();
const clock = { now: () => (time += 1) };

/** Straight into the database of the running server, as thousands cannot be made otherwise here. */
async function stores() {
  db ??= await openTestDatabase(browser.server.dataDir);
  return {
    functions: createFunctionStore(db, defaultAppId, clock),
    runs: createRunStore<object>(db, defaultAppId, clock),
  };
}

async function add(name: string, more: Partial<NewVersion> = {}) {
  const version = {
    name,
    madeBy: { what: "hand", via: "page" },
    origin: "hand",
    code: "export default (): Response => Response.json(1);\n",
    approvals: [],
    permissions: [],
    ...more,
  } as const;
  await (await stores()).functions.append(version, 0);
}

async function ran(name: string, statuses: readonly StoredRunStatus[]) {
  const { runs } = await stores();
  for (const status of statuses) {
    const body = { input: {}, output: null, error: null, logs: [], calls: [], phases: {} };
    const run = await runs.start({ function: name, version: 1, trigger: "schedule", body });
    await runs.finish({ ...run, status, ms: 12 });
  }
}

const slack = {
  approvals: [{ operation: "slack.chat.postMessage", token: "bot" as const }],
  permissions: [{ connector: "slack", scopes: ["chat:write"] }],
};
const list = () => browser.page.getByRole("list", { name: "Functions" });
const row = (name: string) => browser.page.getByRole("article", { name, exact: true });
const open = (query = "") => browser.page.goto(`${browser.server.origin}/code${query}`);
const count = (text: string) => browser.page.locator(".functions-count", { hasText: text });
const choose = (label: string, option: string) =>
  browser.page.getByLabel(label, { exact: true }).selectOption({ label: option });

test("where there is none, it says how one comes to be", async () => {
  await browser.enter();
  await sees(browser.page.getByRole("heading", { name: "What should connect?" }));
  consoleErrors.length = 0;
  await open();
  await sees(browser.page.getByRole("heading", { name: "No functions yet" }));
});

test("each says how it stands, in one state with its way on", async () => {
  const { page } = browser;
  await add("postDeals", { ...slack, prompt: "Post the deals" });
  await add("syncContacts");
  await add("neverRan");
  await add("tidyUp");
  await ran("postDeals", ["succeeded"]);
  await ran("syncContacts", [
    ...Array.from({ length: 8 }, () => "succeeded" as const),
    ...Array.from({ length: 12 }, () => "failed" as const),
  ]);
  await ran("tidyUp", ["failed", "succeeded", "succeeded"]);
  await open();
  await sees(count("4 functions"));
  await sees(row("postDeals").getByText("Permission missing"));
  await sees(row("postDeals").getByRole("link", { name: "Grant for Slack" }));
  await sees(row("postDeals").getByRole("list", { name: "Tools" }).getByText("Slack"));
  await sees(row("syncContacts").getByText("Failing"));
  await sees(row("syncContacts").getByText("12 of the last 20 failed"));
  await sees(row("neverRan").getByText("Never ran"));
  await sees(row("tidyUp").getByText("Working"));
  await sees(row("tidyUp").getByText("1 of 3 failed"));
  await sees(row("tidyUp").getByText("When a person or a program calls it"));
  await picture("list");
  await row("syncContacts").getByRole("link", { name: "See failed runs" }).click();
  await page.waitForURL(/\/runs\?function=syncContacts&status=failed/);
  await page.goBack();
  await row("tidyUp").getByRole("link", { name: "succeeded" }).click();
  await page.waitForURL(/\/runs\/run_/);
  await page.goBack();
  await sees(row("tidyUp"));
});

test("it is narrowed and sorted in the address, and the back button goes back", async () => {
  const { page } = browser;
  await choose("State", "Failing");
  await sees(count("1 function"));
  expect(page.url()).toContain("state=failing");
  await sees(row("syncContacts"));
  await choose("State", "Any state");
  await choose("Tool", "Slack");
  await sees(count("1 function"));
  await sees(row("postDeals"));
  await page.goBack();
  await sees(count("4 functions"));
  await choose("Sort by", "Last run");
  await page.waitForURL(/sort=run/);
  await page.getByRole("searchbox", { name: "Search functions" }).fill("TIDY");
  await sees(count("1 function"));
  expect(page.url()).toContain("q=TIDY");
  await page.reload();
  await sees(row("tidyUp"));
  await page.getByRole("searchbox").fill("nothing like it");
  await sees(page.getByRole("heading", { name: "No function fits" }));
  await page.getByRole("button", { name: "Clear filters" }).last().click();
  await sees(count("4 functions"));
});

test("what can be done with one is in its menu; deleting can be undone", async () => {
  const { page } = browser;
  const menu = async (item: string) => {
    await row("neverRan").getByRole("button", { name: "Actions for neverRan" }).click();
    await page.getByRole("menuitem", { name: item, exact: true }).click();
  };
  await menu("Delete");
  await sees(page.getByText("neverRan was deleted."));
  await sees(count("3 functions"));
  await page.getByRole("button", { name: "Undo" }).click();
  await sees(row("neverRan"));
  await menu("Duplicate");
  await page.getByRole("dialog").getByRole("textbox").fill("copied");
  await page.keyboard.press("Enter");
  await sees(row("copied"));
  await menu("Rename");
  await page.getByRole("dialog").getByRole("textbox").fill("renamed");
  await page.keyboard.press("Enter");
  await sees(row("renamed"));
  expect(await row("neverRan").count()).toBe(0);
});

test("a function can begin with code", async () => {
  const { page } = browser;
  await page.getByRole("button", { name: "New from code" }).click();
  const dialog = page.getByRole("dialog", { name: "New function from code" });
  await dialog.getByRole("textbox").fill("renamed");
  await page.keyboard.press("Enter");
  await sees(dialog.getByText(/There is already a function "renamed"/));
  await dialog.getByRole("textbox").fill("greet");
  await page.keyboard.press("Enter");
  await sees(page.getByRole("textbox", { name: "Code of greet, to edit" }));
  await sees(page.getByText("The checks find nothing wrong."));
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("link", { name: "All functions" }).click();
  await sees(row("greet"));
});

test("it is without fault for who cannot see it well, and fits a narrow screen", async () => {
  const { page } = browser;
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 860 });
    await sees(row("syncContacts"));
    expect(await barriersIn(page)).toEqual([]);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect(await overflowOf(page)).toBe(0);
      await picture(`list-${colorScheme}-${width}`);
    }
  }
  expect(await namelessIn(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 860 });
});

test("the menu is opened, gone through and left by keyboard", async () => {
  const { page } = browser;
  const opens = row("greet").getByRole("button", { name: "Actions for greet" });
  await opens.focus();
  await page.keyboard.press("Enter");
  await sees(page.getByRole("menuitem", { name: "Open", exact: true }));
  await page.keyboard.press("Escape");
  await page.getByRole("menuitem").first().waitFor({ state: "detached" });
  expect(await hasFocus(opens)).toBe(true);
});

test("ten thousand functions leave the list usable", { timeout: 120_000 }, async () => {
  const { page } = browser;
  const most = 10_000;
  const all = `${(most + 6).toLocaleString("en")} functions`;
  for (let index = 0; index < most; index += 1)
    await add(`many${String(index).padStart(5, "0")}`, index % 2 ? slack : {});
  await open();
  await sees(count(all));
  const shown = () => list().getByRole("listitem").count();
  expect(await shown()).toBeLessThan(250);
  await page.getByRole("searchbox", { name: "Search functions" }).fill("many00399");
  await sees(count("1 function"));
  await sees(row("many00399"));
  await page.getByRole("searchbox").fill("");
  await sees(count(all));
  // Down through several pages: each comes as its place is reached.
  const reached = async () => {
    await page.locator("[data-scroll]").last().hover();
    await page.mouse.wheel(0, 4000);
    return Number(await list().getByRole("listitem").last().getAttribute("aria-posinset"));
  };
  await expect.poll(reached, patience).toBeGreaterThan(150);
  expect(await shown()).toBeLessThan(250);
  await picture("list-10000");
  await choose("State", "Permission missing");
  await sees(count(`${(most / 2 + 1).toLocaleString("en")} functions`));
});

test("the page held its policy and had no errors but the refusal it asked for", () => {
  expect(consoleErrors.filter((text) => !/status of 412/.test(text))).toEqual([]);
});
