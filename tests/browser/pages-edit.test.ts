import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openChat, settled } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { type FlowModel, startFlowModel } from "../support/flow-model.ts";
import { namelessIn, openBrowser, overflowOf, sees } from "./page.ts";

/** A page that is made by hand: from nothing to a table, a figure, a chart and a form. */
let model: FlowModel;
const browser = openBrowser(async () => {
  model = await startFlowModel("sk-test-0000000000000000");
  return { ...model.env };
});
const { consoleErrors, picture } = browser;

const flows = [
  {
    name: "listDeals",
    description: "Deals of HubSpot",
    inputs: { least: { type: "number", required: false, description: "Smallest amount" } },
    steps: [
      { id: "found", use: "hubspot.crm.deals.search", with: { minAmount: "${inputs.least}" } },
    ],
    output: { results: "${found.results}" },
  },
  {
    name: "tellSales",
    description: "Posts a deal to #general",
    inputs: { name: { type: "string" }, amount: { type: "string", required: false } },
    steps: [
      {
        id: "post",
        use: "slack.chat.postMessage",
        with: { channel: "C01GENERAL", text: "Look at ${inputs.name}: ${inputs.amount}" },
      },
    ],
    output: { posted: "${post.ts}" },
  },
] as const;

beforeAll(async () => {
  for (const flow of flows) {
    model.play({ trigger: { type: "manual" }, ...flow }, () => "");
    const chat = openChat(browser.server, flow.name);
    await chat.sendMessage({ text: `Make ${flow.name}` });
    await settled(chat);
    await connectAll(browser.server, chat);
  }
}, 120_000);
afterAll(() => model.close());

const inspector = () => browser.page.getByRole("complementary", { name: "Inspector" });
const preview = () => browser.page.getByRole("region", { name: "Preview" });
const field = (name: string) => inspector().getByLabel(name, { exact: true });
const button = (name: string | RegExp) => browser.page.getByRole("button", { name, exact: true });
const blocks = () => inspector().getByRole("list", { name: "Blocks" });
const saved = async (slug = "deals") => (await browser.server.json(`/api/pages/${slug}`)).body;

/** Chooses a function in a combobox. */
async function choose(label: string, name: string, within = browser.page.locator("body")) {
  const box = within.getByRole("combobox", { name: label });
  if ((await box.inputValue()) === name) return;
  await box.fill(name);
  await browser.page.getByRole("option", { name: new RegExp(`^${name}`) }).click();
}

async function addBlock(kind: string) {
  await button("Add a block").click();
  await browser.page.getByRole("menuitem", { name: kind, exact: true }).click();
}

async function faults(): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page: browser.page }).setLegacyMode().exclude(".sidebar");
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** No barrier in light and dark, no control without a name, nothing to scroll sideways. */
async function isSound(name: string) {
  const { page } = browser;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await faults()).toEqual([]);
    await picture(`${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  expect(await namelessIn(page)).toEqual([]);
  await page.setViewportSize({ width: 375, height: 812 });
  expect(await overflowOf(page)).toBe(0);
  await page.waitForTimeout(400);
  await picture(`${name}-375`);
  await page.setViewportSize({ width: 1280, height: 860 });
}

test("where there is no page, prompts are offered", async () => {
  const { page } = browser;
  await browser.enter();
  await page.goto(`${browser.server.origin}/pages`);
  await sees(page.getByRole("heading", { name: "No pages yet" }));
  consoleErrors.length = 0;
  await isSound("list-empty");
  const prompt = page.getByRole("link", { name: /open HubSpot deals/ });
  expect(await prompt.getAttribute("href")).toMatch(/^\/\?prompt=Make/);
});

test("a new page begins as a table of what a function answers", async () => {
  const { page } = browser;
  await button("New page").click();
  const dialog = page.getByRole("dialog", { name: "New page" });
  await sees(dialog.getByRole("radio", { name: /Table/ }));
  await dialog.getByRole("button", { name: "Make the page" }).click();
  await sees(dialog.getByText("Choose a function."));
  await choose("Function", "listDeals", dialog);
  await picture("new-page");
  expect(await faults()).toEqual([]);
  await dialog.getByRole("button", { name: "Make the page" }).click();
  await page.waitForURL("**/pages/deals/edit");
  await sees(preview().getByRole("cell", { name: "Fabrikam rollout" }));
  await sees(page.getByText("All changes are saved"));
  await isSound("editor-first");
});

test("columns are chosen from what the function answered, named and formatted", async () => {
  const { page } = browser;
  await blocks().getByRole("button", { name: "Deals" }).click();
  await sees(inspector().getByRole("heading", { name: "Table" }));
  await button("Choose columns from what it answers").click();
  const sample = page.getByRole("dialog", { name: "Choose columns from what it answers" });
  const value = (name: RegExp) => sample.getByRole("button", { name });
  await sees(value(/^dealname Northwind renewal/));
  expect(await faults()).toEqual([]);
  await picture("columns");
  const closes = value(/^closedate/);
  expect(await closes.getAttribute("aria-pressed")).toBe("true");
  await closes.click();
  expect(await closes.getAttribute("aria-pressed")).toBe("false");
  await closes.click();
  await page.keyboard.press("Escape");
  await sees(preview().getByRole("columnheader", { name: "Close date" }));
  await sees(preview().getByRole("cell", { name: /2026|2027/ }).first());
  const amount = inspector().getByRole("group", { name: "Column 2" });
  await amount.getByRole("button", { name: /Amount/ }).first().click();
  await amount.getByLabel("Format").selectOption("Money");
  await sees(preview().getByRole("cell", { name: "€48,000.00" }));
  await field("Sorted by").selectOption("Amount");
  await field("Direction").selectOption("Descending");
  await sees(preview().getByRole("row").nth(1).getByText("Fabrikam rollout"));
});

test("each row gets a button that posts to Slack, with what stands in the row", async () => {
  const { page } = browser;
  await button("Add a button").click();
  const action = inspector().getByRole("group", { name: "Button 1" });
  await choose("Runs", "tellSales", action);
  await action.getByLabel("Label").fill("Tell sales");
  await action.getByRole("button", { name: "Choose a path for name" }).click();
  const paths = page.getByRole("dialog", { name: "Choose a path" });
  await paths.getByRole("button", { name: /^dealname/ }).click();
  expect(await action.getByLabel(/^name/).inputValue()).toBe("${item.properties.dealname}");
  await action.getByLabel(/^Asks before/).fill("Post this deal?");
  await picture("row-action");
  await sees(preview().getByRole("button", { name: /Tell sales/ }).first());
});

test("a figure, a chart and a form are added and filled", async () => {
  const { page } = browser;
  await addBlock("Figure");
  await sees(preview().getByText("4", { exact: true }));
  await field("Title optional").fill("Worth");
  await field("What of it").selectOption("Sum");
  await inspector().getByRole("button", { name: "Choose a path for of each entry" }).click();
  await page
    .getByRole("dialog", { name: "Choose a path" })
    .getByRole("button", { name: /^amount/ })
    .click();
  await sees(preview().getByText("68,700"));

  await addBlock("Chart");
  await field("Title optional").fill("Deals by stage");
  await inspector().getByRole("button", { name: "Choose a path for along the axis" }).click();
  await page
    .getByRole("dialog", { name: "Choose a path" })
    .getByRole("button", { name: /^dealstage/ })
    .click();
  await sees(preview().getByRole("img", { name: /Bar chart: Deals by stage/ }));
  await field("Width").selectOption("Half");

  await addBlock("Form");
  await choose("Sends to", "tellSales", inspector());
  await sees(preview().getByRole("textbox", { name: /Name/ }));
  await field("Word on the button").fill("Post it");
  await sees(preview().getByRole("button", { name: "Post it" }));
  await picture("editor-full");
});

test("a block is moved by keyboard and by button, and copied", async () => {
  const { page } = browser;
  const order = async () =>
    (await blocks().getByRole("button").allTextContents()).map((name) => name.trim());
  await blocks().getByRole("button", { name: "Worth" }).click();
  await page.keyboard.press("Alt+ArrowUp");
  expect((await order()).slice(0, 3)).toEqual(["Page", "Worth", "Deals"]);
  await sees(page.getByRole("status").getByText("Worth is now 1 of 4."));
  await button("Duplicate").click();
  expect((await order()).slice(0, 4)).toEqual(["Page", "Worth", "Worth", "Deals"]);
  await page.keyboard.press("ControlOrMeta+z");
  expect((await order()).slice(0, 3)).toEqual(["Page", "Worth", "Deals"]);
});

test("saved, it is version 2, and what was made is what was seen", async () => {
  const { page } = browser;
  await sees(page.getByText("No problems"));
  await page.keyboard.press("ControlOrMeta+s");
  await sees(page.getByText("Saved as version 2."));
  const { version, madeBy, spec } = await saved();
  expect({ version, madeBy }).toEqual({ version: 2, madeBy: { what: "hand", via: "page" } });
  expect(spec.sources).toEqual({ deals: { function: "listDeals", input: {} } });
  expect(spec.blocks.map(({ type }: { type: string }) => type)).toEqual([
    "figure",
    "table",
    "chart",
    "form",
  ]);
  expect(spec.blocks[1]).toMatchObject({
    rows: "${deals.results}",
    sort: { column: 1, direction: "descending" },
    actions: [
      {
        label: "Tell sales",
        function: "tellSales",
        input: { name: "${item.properties.dealname}" },
        confirm: "Post this deal?",
      },
    ],
  });
  await isSound("editor");
});
