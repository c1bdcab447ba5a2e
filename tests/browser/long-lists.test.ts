import { beforeAll, expect, test } from "vitest";
import { fillWithMany } from "../support/many-rows.ts";
import { openBrowser, sees } from "./page.ts";

/** Ten thousand of everything that grows: no list is in the document as a whole, and each has its end. */
const many = 10_000;
const browser = openBrowser();
beforeAll(async () => {
  await fillWithMany(browser.server.dataDir, many);
  await browser.enter();
}, 120_000);

const rows = () => browser.page.locator("main [role=listitem], main li, main [role=row]");
const main = () => browser.page.locator("main");

async function open(path: string) {
  await browser.page.goto(`${browser.server.origin}${path}`);
  await sees(rows().first());
}

/** Down by the keyboard until there is no further. */
async function reachEnd(last: string) {
  const { page } = browser;
  await page.locator("main a, main button").first().focus();
  await expect
    .poll(
      async () => {
        await page.keyboard.press("End");
        return page.getByText(last, { exact: true }).last().isVisible();
      },
      { timeout: 60_000, interval: 60 },
    )
    .toBe(true);
}

// Accounts, chats, functions and runs come a page at a time: what they need to their end is in their own tests.
test.each([
  ["/pages", "zLast"],
  ["/automations", "zLast"],
  ["/secrets", "ZLAST"],
])(
  "%s shows the first of many, comes to the last and finds one",
  async (path, last) => {
    const { page } = browser;
    await open(path);
    expect(await rows().count()).toBeLessThan(200);
    await reachEnd(last);
    expect(await rows().count()).toBeLessThan(200);
    await page.getByRole("searchbox").first().fill("zlast");
    await sees(main().getByText(last, { exact: true }).first());
    await expect.poll(() => rows().count()).toBeLessThan(4);
  },
  90_000,
);

test.each(["/runs", "/connections"])(
  "%s come as their place is reached, and only those in sight are there",
  async (path) => {
    const { page } = browser;
    await open(path);
    await page.locator("main a").last().focus();
    const placed = page.locator("main [aria-posinset]");
    const reached = () => placed.last().getAttribute("aria-posinset");
    await expect
      .poll(
        async () => {
          await page.keyboard.press("End");
          return Number(await reached());
        },
        { timeout: 60_000, interval: 60 },
      )
      .toBeGreaterThan(300);
    expect(await rows().count()).toBeLessThan(200);
  },
  90_000,
);

test("an account among many is found, by a word and by how it stands", async () => {
  const { page } = browser;
  await open("/connections");
  await sees(main().getByText("10,000 accounts"));
  await page.getByRole("searchbox", { name: "Search accounts" }).fill("zlast");
  await sees(main().getByText("zLast", { exact: true }).first());
  await sees(main().getByText("1 account", { exact: true }));
  await page.getByLabel("State").selectOption("revoked");
  await sees(page.getByRole("heading", { name: "No account fits" }));
  await page.getByRole("button", { name: "Clear filters" }).click();
  await sees(main().getByText("10,000 accounts"));
}, 60_000);

test("the chats in the sidebar come as their place is reached", async () => {
  const { page } = browser;
  await page.goto(browser.server.origin);
  const chats = page.getByRole("navigation", { name: "Chats" });
  const items = chats.getByRole("listitem");
  await sees(items.first());
  await chats.getByRole("link").first().focus();
  await expect
    .poll(
      async () => {
        await page.keyboard.press("End");
        return Number(await items.last().getAttribute("aria-posinset"));
      },
      { timeout: 60_000, interval: 60 },
    )
    .toBeGreaterThan(300);
  expect(await items.count()).toBeLessThan(200);
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox", { name: /Search chats/ }).fill("zLast");
  await sees(page.getByRole("option", { name: /zLast/ }));
}, 90_000);

test("a function among many is found", async () => {
  const { page } = browser;
  await open("/code");
  expect(await rows().count()).toBeLessThan(200);
  await page.getByRole("searchbox").first().fill("zLast");
  await sees(main().getByRole("link", { name: "zLast" }).first());
}, 60_000);
