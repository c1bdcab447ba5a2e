import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Download, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FlowModel, startFlowModel } from "../support/flow-model.ts";
import { dealsPage, makeFunctions, makePage, ordersPage, putCode } from "../support/page-ground.ts";
import { hasFocus, namelessIn, openBrowser, overflowOf, patience, sees } from "./page.ts";

/** A page as its users see it: every kind of block, fed by functions on stand-ins. */
let model: FlowModel;
const browser = openBrowser(async () => {
  model = await startFlowModel("sk-test-0000000000000000");
  return { ...model.env };
});
beforeAll(async () => {
  await makeFunctions(browser.server, model);
  await makePage(browser.server, dealsPage);
  await makePage(browser.server, ordersPage);
  await browser.page.setViewportSize({ width: 1280, height: 1900 });
}, 120_000);
afterAll(() => model.close());
const { consoleErrors, picture } = browser;

const block = (name: string) => browser.page.getByRole("region", { name, exact: true });
const button = (name: string) => browser.page.getByRole("button", { name, exact: true });
const cell = (table: string, name: string | RegExp) =>
  block(table).getByRole("cell", { name, exact: true });
const open = (path: string) => browser.page.goto(`${browser.server.origin}/pages/${path}`);
const query = () => new URL(browser.page.url()).search;

/** What the column of a table says, from top to bottom. */
const column = (table: string, at: number) =>
  block(table).locator(`tbody td:nth-child(${at})`).allTextContents();

async function downloadBy(what: Locator): Promise<{ download: Download; bytes: Buffer }> {
  const [download] = await Promise.all([browser.page.waitForEvent("download"), what.click()]);
  return { download, bytes: readFileSync(await download.path()) };
}

/** What axe finds wrong, without the part of the rule's help. */
async function faults(): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page: browser.page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

test("a page stands alone, with what its functions answer", async () => {
  const { page } = browser;
  await browser.enter();
  consoleErrors.length = 0;
  await open("deals");
  await sees(page.getByRole("heading", { name: "Deals this quarter", level: 1 }));
  expect(await page.title()).toBe("Deals this quarter – Patchbay");
  await sees(block("Deals").getByText("4", { exact: true }));
  await sees(block("Worth").getByText("€68,700"));
  await sees(block("Views of all videos").getByText("188.6K"));
  expect(await column("All deals", 1)).toEqual([
    "Fabrikam rollout",
    "Northwind renewal",
    "Northwind training",
    "Tailspin pilot",
  ]);
  expect(await column("All deals", 3)).toEqual([
    "€48,000.00",
    "€12,000.00",
    "€5,200.00",
    "€3,500.00",
  ]);
  await sees(page.getByRole("img", { name: /^Bar chart: Worth by stage\. Worth\. 4 points/ }));
  await sees(
    page.getByRole("img", { name: /^Line chart: Videos over time\. Views, Likes\. 7 points/ }),
  );
  expect(await page.getByRole("navigation", { name: "Main" }).count()).toBe(0);
  await sees(page.getByText(/^Updated \d/));
  await page.waitForTimeout(600);
  await picture("page-view");
  expect(consoleErrors).toEqual([]);
});

test("nothing in a text becomes markup, and only safe links are links", async () => {
  const text = block("How to read this");
  await sees(text.getByRole("link", { name: "HubSpot" }));
  expect(await text.getByRole("link").count()).toBe(1);
  expect(await text.getByRole("link").getAttribute("rel")).toBe("noopener noreferrer");
  await sees(text.getByRole("cell", { name: "contractsent" }));
});

test("a table is sorted by its headers, and says how", async () => {
  const header = (name: string) => block("All deals").getByRole("columnheader", { name });
  expect(await header("Amount").getAttribute("aria-sort")).toBe("descending");
  await header("Amount").getByRole("button").click();
  expect(await header("Amount").getAttribute("aria-sort")).toBe("ascending");
  expect((await column("All deals", 3))[0]).toBe("€3,500.00");
  await header("Deal").getByRole("button").press("Enter");
  expect(await header("Deal").getAttribute("aria-sort")).toBe("ascending");
  expect(await header("Amount").getAttribute("aria-sort")).toBe("none");
  expect((await column("All deals", 1))[0]).toBe("Fabrikam rollout");
});

test("filters stand in the address, so that a filtered page can be linked", async () => {
  const { page } = browser;
  await page.getByLabel("Name", { exact: true }).first().fill("northwind");
  await sees(block("Deals").getByText("2", { exact: true }));
  expect(query()).toBe("?q=northwind");
  await page.getByLabel("Stage", { exact: true }).selectOption({ label: "Contract sent" });
  await sees(block("Worth").getByText("€12,000"));
  await page.getByLabel("More than").fill("6000");
  await page.getByLabel("More than").press("Enter");
  await page.getByRole("switch", { name: "With videos" }).click();
  await page.getByLabel("Closes from").fill("2020-01-31");
  await expect
    .poll(query)
    .toBe("?q=northwind&stage=contractsent&least=6000&videos=false&since=2020-01-31");
  await page.reload();
  await sees(block("Deals").getByText("1", { exact: true }));
  expect(await column("All deals", 1)).toEqual(["Northwind renewal"]);
  expect(await page.getByLabel("Name", { exact: true }).first().inputValue()).toBe("northwind");
  await open("deals?q=nobody");
  await sees(block("All deals").getByText("No rows"));
  await sees(block("Worth by stage").getByText("No rows"));
  await sees(block("Worth").getByText("€0"));
  await button("Reset filters").click();
  await sees(block("Deals").getByText("4", { exact: true }));
  expect(query()).toBe("");
});

test("a chart is shown as a table for who cannot see it, and kept as a picture", async () => {
  await block("Videos over time").getByRole("button", { name: "Show as table" }).press("Enter");
  expect((await column("Videos over time", 2))[0]).toBe("61,008");
  await picture("page-view-chart-table");
  await block("Videos over time").getByRole("button", { name: "Show as chart" }).click();
  const png = block("Worth by stage").getByRole("button", { name: "Download as image" });
  const { download, bytes } = await downloadBy(png);
  expect(download.suggestedFilename()).toBe("Worth-by-stage.png");
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
  // Twice as wide and high as it is shown; its ground is not transparent.
  expect(bytes.readUInt32BE(16)).toBeGreaterThanOrEqual(1280);
  expect(bytes.readUInt32BE(20)).toBe(840);
  if (process.env["SCREENSHOTS"]) await download.saveAs(`${process.env["SCREENSHOTS"]}/chart.png`);
});

test("a table is exported as CSV, byte for byte", async () => {
  const csv = block("All deals").getByRole("button", { name: "Download as CSV" });
  const { download, bytes } = await downloadBy(csv);
  expect(download.suggestedFilename()).toBe("All-deals.csv");
  const days = (await browser.server.json("/api/pages/deals/blocks/list/data", "POST", {})).body
    .data.rows;
  expect(bytes.toString()).toBe(
    [
      "\uFEFFDeal,Stage,Amount,Closes",
      `Northwind renewal,contractsent,12000,${days[0][3]}`,
      `Tailspin pilot,appointmentscheduled,3500,${days[1][3]}`,
      `Fabrikam rollout,closedwon,48000,${days[2][3]}`,
      `Northwind training,presentationscheduled,5200,${days[3][3]}`,
      "",
    ].join("\r\n"),
  );
});

test("a form says at each field what is wrong, before it is sent and after", async () => {
  const form = block("Add a deal").getByRole("form");
  const name = form.getByLabel("Name");
  const amount = form.getByLabel("Amount in EUR");
  await form.getByRole("button", { name: "Add" }).click();
  expect(await hasFocus(name)).toBe(true);
  await sees(form.getByText("Fill this in.").first());
  expect(await name.getAttribute("aria-invalid")).toBe("true");
  await sees(form.getByText("2 fields need another look."));
  await picture("page-view-form-errors");
  await name.fill("ab");
  await amount.fill("0");
  await amount.press("Enter");
  await sees(form.getByText("Enter at least 3 characters."));
  await sees(form.getByText("Enter 1 or more."));
  await name.fill("Litware upgrade");
  await amount.fill("9100");
  // As a server says it that knows more than the page.
  await browser.page.route("**/blocks/add/act", (route) =>
    route.fulfill({
      status: 422,
      contentType: "application/problem+json",
      body: JSON.stringify({
        type: "urn:patchbay:page/values",
        detail: "Name is taken.",
        problems: [{ where: "name", message: "Name is taken." }],
      }),
    }),
  );
  await form.getByRole("button", { name: "Add" }).click();
  await sees(form.getByText("Name is taken."));
  expect(await hasFocus(name)).toBe(true);
  expect([await name.inputValue(), await amount.inputValue()]).toEqual(["Litware upgrade", "9100"]);
  await browser.page.unroute("**/blocks/add/act");
  consoleErrors.length = 0;
});

test("what a form sends is done, and shown everywhere on the page", async () => {
  const { page } = browser;
  const form = block("Add a deal").getByRole("form");
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let sent = 0;
  await page.route("**/blocks/add/act", async (route) => {
    sent += 1;
    await held;
    await route.continue();
  });
  await form.getByLabel("Name").press("Enter");
  const sending = form.getByRole("button", { name: "Sending …" });
  await sees(sending);
  expect(await form.getByLabel("Name").isDisabled()).toBe(true);
  expect(await hasFocus(sending)).toBe(true);
  await sending.press("Enter");
  await sending.press("Enter");
  release();
  await sees(block("Add a deal").getByText("The deal was added."));
  expect(sent).toBe(1);
  await page.unroute("**/blocks/add/act");
  expect(await hasFocus(form.getByRole("button", { name: "Add" }))).toBe(true);
  await sees(block("Deals").getByText("5", { exact: true }));
  await sees(cell("All deals", "Litware upgrade"));
  expect(await form.getByLabel("Name").inputValue()).toBe("");
});

test("a row is acted on once it was confirmed, and not otherwise", async () => {
  const { page } = browser;
  const stageOf = (name: string) =>
    block("All deals").getByRole("row").filter({ hasText: name }).locator("td").nth(1);
  await button("Mark as won: Northwind training").click();
  const dialog = page.getByRole("alertdialog", { name: "Mark this deal as won?" });
  await sees(dialog);
  await picture("page-view-confirm");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await stageOf("Northwind training").textContent()).toBe("presentationscheduled");
  await button("Mark as won: Northwind training").click();
  await dialog.getByRole("button", { name: "Mark as won" }).click();
  await sees(block("All deals").getByText("It is won."));
  await expect.poll(() => stageOf("Northwind training").textContent(), patience).toBe("closedwon");
  await button("Win the pilot").click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Win the pilot" }).click();
  await sees(block("At once").getByText("The pilot is won."));
  await expect.poll(() => stageOf("Tailspin pilot").textContent(), patience).toBe("closedwon");
});

test("a row that is too old to act on is loaded again, and it is said", async () => {
  const { page } = browser;
  await page.route("**/blocks/list/act", (route) =>
    route.fulfill({
      status: 409,
      contentType: "application/problem+json",
      body: JSON.stringify({ type: "urn:patchbay:page/snapshot-gone", detail: "Too old." }),
    }),
  );
  const again = page.waitForRequest((request) => request.url().endsWith("/blocks/list/data"));
  await button("Mark as won: Northwind renewal").click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Mark as won" }).click();
  expect((await again).postDataJSON()).toMatchObject({ fresh: true });
  await sees(block("All deals").getByText(/The table was loaded again/));
  await page.unroute("**/blocks/list/act");
  consoleErrors.length = 0;
});

test.each(["light", "dark"] as const)("axe finds nothing wrong, %s", async (colorScheme) => {
  const { page } = browser;
  await page.emulateMedia({ colorScheme });
  await page.waitForTimeout(500);
  await picture(`page-view-${colorScheme}`);
  expect(await faults()).toEqual([]);
  expect(await namelessIn(page)).toEqual([]);
});

test("a narrow screen shows one column, and nothing sideways", async () => {
  const { page } = browser;
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 375, height: 2400 });
  await page.waitForTimeout(500);
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  await picture("page-view-narrow");
  const widths = await page
    .locator(".page-grid > *")
    .evaluateAll((all) =>
      all.map((one) => (one as unknown as { readonly offsetWidth: number }).offsetWidth),
    );
  expect(new Set(widths.map(Math.round)).size).toBe(1);
  await page.setViewportSize({ width: 1280, height: 1900 });
});

test("a failed block says so with its run, and the others stand", async () => {
  const { page, server } = browser;
  const { code } = (await server.json("/api/functions/latestVideos")).body;
  await putCode(
    server,
    "latestVideos",
    'export default () => { throw new Error("the videos are on holiday"); };\n',
  );
  await open("deals");
  const figure = block("Views of all videos");
  await sees(figure.getByText(/the videos are on holiday/));
  await sees(block("Deals").getByText("5", { exact: true }));
  await picture("page-view-failed");
  await figure.getByRole("button", { name: "See the run" }).click();
  await page.waitForURL(/\/runs\/[^/]+$/);
  await page.goBack();
  await putCode(server, "latestVideos", code);
  await block("Views of all videos").getByRole("button", { name: "Retry" }).click();
  await sees(block("Views of all videos").getByText("188.6K"));
  consoleErrors.length = 0;
});

test("who may change the page gets there", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: "Edit" }).click();
  await page.waitForURL(/\/pages\/deals\/edit$/);
  await page.goBack();
  await sees(page.getByRole("heading", { name: "Deals this quarter", level: 1 }));
});

test("ten thousand rows are paged, sorted, searched and exported", async () => {
  const { page } = browser;
  await page.setViewportSize({ width: 1280, height: 860 });
  await open("orders");
  await sees(block("Orders").getByText("10,000 rows"));
  expect(await block("Orders").locator("tbody tr").count()).toBe(50);
  const pages = page.getByRole("navigation", { name: "Pages of Orders" });
  await sees(pages.getByText("1 of 200"));
  await picture("page-view-orders");
  await pages.getByRole("button", { name: "Next page" }).click();
  expect((await column("Orders", 2))[0]).toBe("Order 51");
  await pages.getByLabel("Rows on a page").selectOption("200");
  expect(await block("Orders").locator("tbody tr").count()).toBe(200);
  await block("Orders").getByRole("columnheader", { name: "Number" }).getByRole("button").click();
  await block("Orders").getByRole("columnheader", { name: "Number" }).getByRole("button").click();
  expect((await column("Orders", 1))[0]).toBe("10,000");
  await block("Orders").getByRole("searchbox", { name: "Search in Orders" }).fill("order 9999");
  await sees(block("Orders").getByText("1 of 10,000 rows"));
  expect(await column("Orders", 2)).toEqual(["Order 9999"]);
  expect(await block("Orders").getByRole("link").count()).toBe(0);
  await block("Orders").getByRole("searchbox").fill("nothing like it");
  await sees(block("Orders").getByText("No row has “nothing like it”"));
  await block("Orders").getByRole("searchbox").fill("");
  const { bytes } = await downloadBy(
    block("Orders").getByRole("button", { name: "Download as CSV" }),
  );
  const lines = bytes.toString().split("\r\n");
  expect(lines.length).toBe(10_002);
  expect(lines[1]).toBe("1,Order 1,Amara,-100,2026-01-01T00:00:00.000Z,true,javascript:alert(1)");
  expect(lines[4]).toContain(`"'=SUM(A1:A9)"`);
  expect(consoleErrors).toEqual([]);
});

test("the rows of a table scroll by themselves, by keyboard too, under headers that stay", async () => {
  const { page } = browser;
  const region = page.getByRole("region", { name: "Rows of Orders" });
  await region.focus();
  await region.press("End");
  await expect
    .poll(() => region.evaluate((one) => Reflect.get(one, "scrollTop") as number))
    .toBeGreaterThan(500);
  const [top, header] = [
    await region.boundingBox(),
    await region.getByRole("columnheader", { name: "Name" }).boundingBox(),
  ];
  expect(Math.abs((header?.y ?? 0) - (top?.y ?? 0))).toBeLessThan(3);
  await page.setViewportSize({ width: 375, height: 800 });
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  await picture("page-view-orders-narrow");
  await page.setViewportSize({ width: 1280, height: 1900 });
});

test("leaving a page aborts what it asked for", async () => {
  const { page } = browser;
  await page.route("**/blocks/*/data", () => {});
  await open("deals");
  await sees(page.getByRole("heading", { name: "Deals this quarter" }));
  await picture("page-view-loading");
  const failed = page.waitForEvent("requestfailed", (request) =>
    request.url().endsWith("/blocks/list/data"),
  );
  await page.getByRole("link", { name: "Edit" }).click();
  expect((await failed).failure()?.errorText).toContain("ERR_ABORTED");
  await page.unroute("**/blocks/*/data");
});

test("nothing that a page draws is held back by its policy", async () => {
  const { page } = browser;
  consoleErrors.length = 0;
  await open("deals");
  await sees(page.getByRole("img", { name: /^Bar chart/ }));
  await page.getByRole("img", { name: /^Line chart/ }).hover();
  await button("Mark as won: Northwind renewal").click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
  expect(consoleErrors).toEqual([]);
});

test("a page that is not there says so", async () => {
  await open("nothing-here");
  await sees(browser.page.getByRole("heading", { name: "There is no such page" }));
  await sees(browser.page.getByRole("link", { name: "All pages" }));
});
