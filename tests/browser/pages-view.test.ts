import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FlowModel, startFlowModel } from "../support/flow-model.ts";
import { dealsPage, makeFunctions, makePage, ordersPage } from "../support/page-ground.ts";
import { openBrowser, overflowOf, sees } from "./page.ts";

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
}, 120_000);
afterAll(() => model.close());
const { consoleErrors, picture } = browser;

const block = (name: string) => browser.page.getByRole("region", { name, exact: true });
const button = (name: string) => browser.page.getByRole("button", { name, exact: true });
const open = (path: string) => browser.page.goto(`${browser.server.origin}/pages/${path}`);

test("a page stands alone, with what its functions answer", async () => {
  const { page } = browser;
  await browser.enter();
  consoleErrors.length = 0;
  await open("deals");
  await sees(page.getByRole("heading", { name: "Deals this quarter", level: 1 }));
  await sees(block("Deals").getByText("4", { exact: true }));
  await sees(block("Worth").getByText("€68,700"));
  await sees(block("Views of all videos").getByText("188.6K"));
  await sees(block("All deals").getByRole("cell", { name: "Fabrikam rollout" }));
  await page.waitForTimeout(800);
  await picture("page-view");
  expect(consoleErrors).toEqual([]);
});
