import { AxeBuilder } from "@axe-core/playwright";
import { beforeAll, expect, test } from "vitest";
import { greetCode, makePage, putCode, valuesCode, watchedPage } from "../support/page-ground.ts";
import { hasFocus, openBrowser, patience, sees } from "./page.ts";

/** A page that loads again by itself, values of every format, and menus on rows. */
const browser = openBrowser();
const { consoleErrors, picture } = browser;
let loads = 0;

beforeAll(async () => {
  const { page, server } = browser;
  await putCode(server, "valuesNow", valuesCode);
  await putCode(server, "greet", greetCode);
  await makePage(server, watchedPage);
  await browser.enter();
  consoleErrors.length = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/blocks/rows/data")) loads += 1;
  });
  await page.clock.install();
  await page.setViewportSize({ width: 1280, height: 1500 });
  await page.goto(`${server.origin}/pages/watched`);
}, 60_000);

const block = (name: string) => browser.page.getByRole("region", { name, exact: true });
const people = () => block("People").locator("tbody tr");

const isLoaded = () =>
  expect.poll(() => browser.page.locator('[aria-busy="true"]').count(), patience).toBe(0);

/** As when the person goes to another tab, or comes back. */
const turn = (visibility: "hidden" | "visible") =>
  browser.page.evaluate(`
    Object.defineProperty(document, "visibilityState", { value: "${visibility}", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));`);

test.each([
  ["text", "Ada"],
  ["number", "1,234.5"],
  ["share", "12.5%"],
  ["day", "Mar 31, 2026"],
  ["paid", "Yes"],
  ["page", "shop.example/1"],
  ["mail", "ada@shop.example"],
  ["script", "javascript:alert(1)"],
  ["picture", "Open the image"],
  ["list", "[1,2]"],
  ["missing", "–"],
])("a %s is shown as %s", async (name, text) => {
  const figure = block(`A ${name}`);
  await sees(figure.getByText(text, { exact: true }));
  const links = await figure.getByRole("link").count();
  expect(links).toBe(["page", "mail", "picture"].includes(name) ? 1 : 0);
});

test("no rows are said to be none, in tables and charts", async () => {
  await sees(block("Table").getByText("No rows"));
  await sees(block("Stacked").getByText("No rows"));
  await picture("page-watched");
});

test("it loads again by itself, once at a time", async () => {
  const { page } = browser;
  // The time goes on by itself as well, so that the interval begins here.
  await page.getByRole("button", { name: "Refresh" }).click();
  await isLoaded();
  const before = loads;
  await page.clock.runFor(7_000);
  expect(loads).toBe(before);
  await page.clock.runFor(3_000);
  await expect.poll(() => loads, patience).toBe(before + 1);
  await isLoaded();

  // While an answer is awaited, no further one is asked for, and the old rows stay.
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/blocks/rows/data", async (route) => {
    await held;
    await route.continue();
  });
  await page.clock.runFor(10_000);
  await expect.poll(() => loads, patience).toBe(before + 2);
  expect(await block("People").getAttribute("aria-busy")).toBe("true");
  expect(await people().count()).toBe(2);
  await page.clock.runFor(60_000);
  release();
  await isLoaded();
  expect(loads).toBe(before + 2);
  await page.unroute("**/blocks/rows/data");
});

test("a tab that nobody looks at asks for nothing until it is looked at again", async () => {
  const { page } = browser;
  const before = loads;
  await turn("hidden");
  await page.clock.runFor(120_000);
  expect(loads).toBe(before);
  await turn("visible");
  await page.clock.runFor(100);
  await expect.poll(() => loads, patience).toBe(before + 1);
  await isLoaded();
});

test("a refresh asks the functions anew", async () => {
  const { page } = browser;
  const asked = page.waitForRequest((request) => request.url().endsWith("/blocks/rows/data"));
  await page.getByRole("button", { name: "Refresh" }).click();
  expect((await asked).postDataJSON()).toEqual({ filters: {}, fresh: true });
  await expect.poll(() => block("People").getAttribute("aria-busy"), patience).toBe("false");
});

test("a row with several actions has them in a menu, by keyboard", async () => {
  const { page } = browser;
  const trigger = page.getByRole("button", { name: "Actions on Bela" });
  await trigger.focus();
  await trigger.press("Enter");
  await page.clock.runFor(500);
  const greet = page.getByRole("menuitem", { name: "Greet" });
  await sees(greet);
  await page.keyboard.press("Escape");
  await page.clock.runFor(500);
  await expect.poll(() => hasFocus(trigger), patience).toBe(true);
  await trigger.press("Enter");
  await page.clock.runFor(500);
  await greet.press("Enter");
  await page.clock.runFor(500);
  await sees(block("People").getByText("Greeted."));
  const { runs } = (await browser.server.json("/api/runs?function=greet")).body;
  const run = (await browser.server.json(`/api/runs/${runs[0].id}`)).body;
  expect([run.trigger, run.output]).toEqual(["page", { greeted: "Bela" }]);
});

test("a filter of yes and no has a third answer, which is any", async () => {
  const { page } = browser;
  await page.getByLabel("Paid", { exact: true }).selectOption("Yes");
  await expect.poll(() => people().count(), patience).toBe(1);
  expect(new URL(page.url()).search).toBe("?paid=true");
  await page.getByLabel("Paid", { exact: true }).selectOption("Any");
  await expect.poll(() => people().count(), patience).toBe(2);
});

test("a page that was changed meanwhile is loaded before anything is pressed on it", async () => {
  const { page, server } = browser;
  const { etag } = (await server.json("/api/pages/watched")).body;
  const spec = { ...watchedPage, title: "Watched closely" };
  const saved = await server.fetch("/api/pages/watched", {
    method: "PUT",
    headers: { "content-type": "application/json", "if-match": `"${etag}"` },
    body: JSON.stringify({ spec }),
  });
  expect(saved.status).toBe(200);
  await page.getByRole("button", { name: "Actions on Ada" }).click();
  await page.clock.runFor(500);
  await page.getByRole("menuitem", { name: "Thank" }).click();
  await sees(block("People").getByText(/The page was changed since you loaded it/));
  await sees(page.getByRole("heading", { name: "Watched closely" }));
  consoleErrors.length = 0;
});

test("axe finds nothing wrong, and the page held its policy", async () => {
  const { violations } = await new AxeBuilder({ page: browser.page }).setLegacyMode().analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual(
    [],
  );
  expect(consoleErrors).toEqual([]);
});
