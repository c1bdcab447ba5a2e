import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openChat, settled } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { type FlowModel, startFlowModel } from "../support/flow-model.ts";
import { barriersIn } from "./axe.ts";
import { hasFocus, namelessIn, openBrowser, overflowOf, sees } from "./page.ts";

// Each station is looked at in light, in dark and at 375 px.
vi.setConfig({ testTimeout: 120_000 });

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

/** No barrier in light and dark, no control without a name, nothing to scroll sideways. */
async function isSound(name: string) {
  const { page } = browser;
  expect(await barriersIn(page)).toEqual([]);
  await picture(`${name}-light`);
  expect(await namelessIn(page)).toEqual([]);
  await page.setViewportSize({ width: 375, height: 812 });
  expect(await overflowOf(page)).toBe(0);
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
  expect(await barriersIn(page)).toEqual([]);
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
  expect(await barriersIn(page)).toEqual([]);
  await picture("columns");
  const closes = value(/^closedate/);
  expect(await closes.getAttribute("aria-pressed")).toBe("true");
  await closes.click();
  expect(await closes.getAttribute("aria-pressed")).toBe("false");
  await closes.click();
  await page.keyboard.press("Escape");
  await sees(preview().getByRole("columnheader", { name: "Close date" }));
  await sees(
    preview()
      .getByRole("cell", { name: /2026|2027/ })
      .first(),
  );
  const amount = inspector().getByRole("group", { name: "Column 2" });
  await amount
    .getByRole("button", { name: /Amount/ })
    .first()
    .click();
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
  await sees(
    preview()
      .getByRole("button", { name: /Tell sales/ })
      .first(),
  );
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

test("undo goes back a field at a time, and forth again", async () => {
  const { page } = browser;
  await blocks().getByRole("button", { name: "Page", exact: true }).click();
  await field("Title").press("End");
  await field("Title").pressSequentially(" of this year");
  await field("Description optional").fill("All of them");
  await sees(page.getByText("Unsaved changes"));
  const title = preview().getByRole("heading", { level: 2 });
  expect(await title.textContent()).toBe("Deals of this year");
  await page.keyboard.press("ControlOrMeta+z");
  await preview().getByText("All of them").waitFor({ state: "detached" });
  expect(await title.textContent()).toBe("Deals of this year");
  await page.keyboard.press("ControlOrMeta+z");
  await sees(page.getByRole("heading", { name: "Deals", level: 1, exact: true }));
  expect(await field("Title").inputValue()).toBe("Deals");
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await sees(page.getByRole("heading", { name: "Deals of this year", level: 1 }));
  await button("Undo").click();
  await page.getByText("Unsaved changes").waitFor({ state: "detached" });
});

test("what does not fit is said at its field, keeps it from being saved, and goes with the field", async () => {
  const { page } = browser;
  await field("Address").fill("Not an address");
  await sees(inspector().getByText(/must be lower-case letters and digits/));
  await page.keyboard.press("ControlOrMeta+s");
  expect((await saved()).version).toBe(2);
  await field("Title").focus();
  expect(await field("Address").inputValue()).toBe("deals");
});

test("an error is said at its place and in a list that leads there, and blocks saving", async () => {
  const { page } = browser;
  await blocks().getByRole("button", { name: "Worth" }).click();
  const value = inspector().getByLabel("Of each entry", { exact: true });
  await value.fill("${deal.amount}");
  await sees(inspector().getByText(/"deal"/));
  expect(await value.getAttribute("aria-invalid")).toBe("true");
  await blocks().getByRole("button", { name: "Page", exact: true }).click();
  await page.keyboard.press("ControlOrMeta+s");
  await sees(page.getByText("Not saved: correct the error first."));
  await button(/^Problems: 1 error/).click();
  await page
    .getByRole("dialog", { name: "Problems" })
    .getByRole("button", { name: /Error/ })
    .click();
  await sees(value);
  await picture("problem");
  expect(await hasFocus(value)).toBe(true);
  await page.keyboard.press("ControlOrMeta+z");
  await sees(page.getByText("No problems"));
  await page.getByText("Unsaved changes").waitFor({ state: "detached" });
});

test("leaving asks first: by a link, by the back button; a reload loses nothing", async () => {
  const { page } = browser;
  await blocks().getByRole("button", { name: "Page", exact: true }).click();
  await field("Title").fill("Deals, mine");
  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await page.getByRole("link", { name: "Functions" }).click();
  await sees(question);
  expect(await barriersIn(page)).toEqual([]);
  await question.getByRole("button", { name: "Cancel" }).click();
  await page.goBack();
  await sees(question);
  await question.getByRole("button", { name: "Cancel" }).click();
  expect(new URL(page.url()).pathname).toBe("/pages/deals/edit");
  await page.getByRole("link", { name: "Versions" }).click();
  await sees(page.getByRole("heading", { name: "Versions" }));
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  page.once("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await sees(page.getByText("Changes that were not saved last time are here again."));
  await sees(page.getByRole("heading", { name: "Deals, mine", level: 1 }));
});

/** Another writer, who holds the key. */
async function put(change: object) {
  const { spec, etag } = await saved();
  const answer = await browser.server.fetch("/api/pages/deals", {
    method: "PUT",
    headers: { "content-type": "application/json", "if-match": `"${etag}"` },
    body: JSON.stringify({ spec: { ...spec, ...change } }),
  });
  expect(answer.status).toBe(200);
}

test("a version that came first is shown against mine, which is saved on top or given up", async () => {
  const { page } = browser;
  await put({ description: "Theirs" });
  await button("Save").click();
  const notice = page.getByRole("region", { name: "Version 3 was saved while you were editing" });
  await sees(notice);
  expect((await saved()).title).toBe("Deals");
  await notice.getByRole("button", { name: "See what differs" }).click();
  await sees(notice.getByRole("region", { name: "Version 3 and yours" }));
  await sees(notice.getByText("Deals, mine").first());
  await picture("conflict");
  expect(await barriersIn(page)).toEqual([]);
  await notice.getByRole("button", { name: "Save mine on top" }).click();
  await sees(page.getByText("Saved as version 4."));
  expect((await saved()).spec).toMatchObject({ title: "Deals, mine" });
  expect((await saved()).spec.description).toBeUndefined();

  await field("Title").fill("Mine again");
  await put({ title: "Deals, theirs" });
  await button("Save").click();
  await page.getByRole("button", { name: "Give up mine" }).click();
  await sees(page.getByRole("heading", { name: "Deals, theirs", level: 1 }));
  await page.getByText("Unsaved changes").waitFor({ state: "detached" });
  await button("Undo").click();
  await sees(page.getByRole("heading", { name: "Mine again", level: 1 }));
  await button("Redo").click();
});

test("without changes of mine, what another saved is shown by itself", async () => {
  const { page } = browser;
  await put({ title: "Deals" });
  await page.evaluate("dispatchEvent(new Event('focus'))");
  await sees(page.getByText("Version 6 was made meanwhile; it is shown now."));
  await sees(page.getByRole("heading", { name: "Deals", level: 1, exact: true }));
});

test("as text it is changed and told what is wrong, at its line", async () => {
  const { page } = browser;
  await button("As text").click();
  const text = page.getByRole("textbox", { name: "Page as YAML" });
  await sees(text.getByText("rows: ${deals.results}").first());
  const write = async (change: (yaml: string) => string) => {
    const { spec } = await saved();
    await text.focus();
    await page.keyboard.press("ControlOrMeta+a");
    const yaml = `slug: deals\ntitle: ${spec.title}\nblocks:\n  - type: text\n    id: text\n    text: Hello\n`;
    await page.keyboard.insertText(change(yaml));
  };
  await write((yaml) => yaml.replace("type: text", "type: texts"));
  await sees(page.getByText(/does not fit yet/));
  await sees(page.getByRole("button", { name: /Error 4:/ }));
  await page.keyboard.press("ControlOrMeta+s");
  await sees(page.getByText("Not saved: correct what is marked first."));
  await isSound("text");
  await button("Page").click();
  const question = page.getByRole("alertdialog", { name: "Leave the text as it is?" });
  await question.getByRole("button", { name: "Cancel" }).click();
  await write((yaml) => yaml.replace("Hello", "Hello, YAML"));
  await sees(page.getByText("It fits. The page follows what you type."));
  await page.keyboard.press("ControlOrMeta+s");
  await sees(page.getByText("Saved as version 7."));
  await button("Page").click();
  await sees(preview().getByText("Hello, YAML"));
});

test("versions say who made them, what they changed and how they looked; an older one comes back", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: "Versions" }).click();
  const list = page.getByRole("list", { name: "Versions" });
  await sees(list.getByRole("button", { name: "Show version 7" }));
  await sees(list.getByText("By hand over the API").first());
  await sees(page.getByRole("region", { name: "Changes from version 6 to 7" }));
  await isSound("versions");
  await list.getByRole("button", { name: "Show version 2" }).click();
  await button("Preview").click();
  const old = page.getByRole("region", { name: "Version 2", exact: true }).last();
  await sees(old.getByRole("cell", { name: "Fabrikam rollout", exact: true }));
  await picture("version-preview");
  await button("Restore version 2").click();
  await sees(page.getByText("Restored as version 8."));
  await sees(list.getByText("Restored from version 2"));
  expect((await saved()).spec.blocks).toHaveLength(4);
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await sees(preview().getByText("€48,000.00"));
});

test("it is embedded: the key is shown once in what the other site puts in", async () => {
  const { page } = browser;
  const open = async () => {
    await button("More").click();
    await page.getByRole("menuitem", { name: "Embed in another site" }).click();
  };
  await open();
  const dialog = page.getByRole("dialog", { name: "Embed “Deals”" });
  const origins = dialog.getByRole("textbox", { name: "Sites that may show it" });
  await origins.fill("example.com");
  await dialog.getByRole("button", { name: "Turn on" }).click();
  await sees(dialog.getByText(/“example.com” is not an origin/));
  await origins.fill("https://example.com");
  await dialog.getByRole("button", { name: "Turn on" }).click();
  const snippet = dialog.getByRole("region", { name: "HTML for the other site" });
  const html = (await snippet.textContent()) ?? "";
  expect(html).toMatch(
    /^<iframe src="http:\/\/127\.0\.0\.1:\d+\/pages\/deals#key=[\w-]+" title="Deals"/,
  );
  await picture("embed");
  expect(await barriersIn(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Done" }).click();
  expect((await saved()).embed.origins).toEqual(["https://example.com"]);
  await open();
  await sees(dialog.getByText(/^It is embedded/));
  expect(await dialog.getByText("#key=").count()).toBe(0);
  await dialog.getByRole("button", { name: "Turn off" }).click();
  await page
    .getByRole("alertdialog", { name: "Turn embedding off?" })
    .getByRole("button", { name: "Turn off" })
    .click();
  await sees(page.getByText("Embedding is off."));
  expect((await saved()).embed).toBeUndefined();
});

test("another address is saved with the page, and the editor goes on there", async () => {
  const { page } = browser;
  await blocks().getByRole("button", { name: "Page", exact: true }).click();
  await field("Address").fill("all-deals");
  await button("Save").click();
  await page.waitForURL("**/pages/all-deals/edit");
  await sees(page.getByText("All changes are saved"));
  expect((await saved("all-deals")).slug).toBe("all-deals");
});

test("in the list a page is copied, deleted and brought back", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: "All pages" }).click();
  const list = page.getByRole("list", { name: "Pages" });
  await sees(list.getByRole("link", { name: "Deals", exact: true }));
  const more = async (title: string, item: string) => {
    await button(`More about ${title}`).click();
    await page.getByRole("menuitem", { name: item, exact: true }).click();
  };
  await more("Deals", "Duplicate");
  await sees(list.getByRole("link", { name: "Deals (copy)", exact: true }));
  await isSound("list");
  await more("Deals (copy)", "Delete");
  await sees(page.getByText("Deleted “Deals (copy)”."));
  await list
    .getByRole("link", { name: "Deals (copy)", exact: true })
    .waitFor({ state: "detached" });
  await button("Undo").click();
  await sees(list.getByRole("link", { name: "Deals (copy)", exact: true }));
  await more("Deals (copy)", "Delete");
  await page.getByText("1 deleted page", { exact: true }).click();
  await button("Bring back Deals (copy)").click();
  await sees(list.getByRole("link", { name: "Deals (copy)", exact: true }));
  expect(consoleErrors.filter((text) => !/412|422/.test(text))).toEqual([]);
});
