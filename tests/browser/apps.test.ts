import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { testDialect } from "../../src/store/ground.ts";
import { barriersIn } from "./axe.ts";
import { hasFocus, namelessIn, openBrowser, overflowOf, patience, sees } from "./page.ts";

/** Apps, and what an owner sees to under Settings, in a real browser. */
const browser = openBrowser();
const { consoleErrors, picture, say } = browser;
const shell = promisify(execFile);
const base = "/apps/sales-team";
let page: Page;
beforeAll(async () => {
  await browser.enter();
  page = browser.page;
});

const at = (path: string) => new URL(path, browser.server.origin).href;
const button = (name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" });
const section = (name: string) => page.getByRole("region", { name, exact: true });

/** Light and dark without barriers, and nothing that is wider than a small window. */
async function looksRight(name: string) {
  await page.mouse.move(0, 0);
  expect(await barriersIn(page)).toEqual([]);
  expect(await namelessIn(page)).toEqual([]);
  await page.setViewportSize({ width: 375, height: 700 });
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  await picture(`${name}-narrow`);
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.emulateMedia({ colorScheme: "dark" });
  await picture(`${name}-dark`);
  await page.emulateMedia({ colorScheme: "light" });
  await picture(name);
}

describe("a second app", () => {
  test("is made on the page, and is empty", async () => {
    await page.goto(at("/settings#workspace"));
    await section("Workspace").getByRole("button", { name: "New app" }).click();
    const dialog = page.getByRole("dialog", { name: "New app" });
    await dialog.getByLabel("Name", { exact: true }).fill("Sales team");
    await looksRight("new-app");
    await dialog.getByRole("button", { name: "Make it" }).click();
    await page.getByRole("dialog").getByRole("link", { name: "Go to Sales team" }).click();
    await page.waitForURL(at(`${base}/`));
    await sees(button("App: Sales team. Go to another"));
    expect((await browser.server.json(`${base}/api/connections`)).body.connections).toEqual([]);
  }, 60_000);

  test("connects Slack and builds by the chat, all under its own address", async () => {
    await page.goto(at(`${base}/`));
    await say("Send a Slack message to #product-updates when this function runs");
    const popup = await browser.popupFrom(button("Connect to Slack"));
    await popup.getByRole("button", { name: "Allow" }).click();
    await sees(page.getByText(/Function created: \w+ v1/));
    expect(new URL(page.url()).pathname).toMatch(new RegExp(`^${base}/chat/`));
    await page.getByRole("link", { name: "Functions", exact: true }).click();
    await page.waitForURL(at(`${base}/code`));
    await page.getByRole("link", { name: "postToProductUpdates" }).click();
    await page.waitForURL(at(`${base}/code/postToProductUpdates`));
    await page.getByRole("link", { name: "Run", exact: true }).click();
    await page.getByRole("textbox", { name: /text/ }).fill("From the second app");
    await button("Run").click();
    await button("Run for real").click();
    await sees(page.getByRole("article", { name: "Run of version 1", exact: true }));
    await page.goBack();
    await page.waitForURL(at(`${base}/code/postToProductUpdates`));
    await page.reload();
    await sees(page.getByRole("region", { name: "Code of postToProductUpdates" }));
    // A list that follows the runs as they come.
    await page.goto(at(`${base}/runs`));
    await sees(
      page
        .locator("main")
        .getByRole("link", { name: /postToProductUpdates/ })
        .first(),
    );
  }, 90_000);

  test("is left by the switch, with the keyboard, and nothing of it is seen in the first", async () => {
    const choose = button("App: Sales team. Go to another");
    await choose.focus();
    await page.keyboard.press("ArrowDown");
    await sees(page.getByRole("menuitem", { name: "Sales team" }));
    await picture("app-switch");
    await page.keyboard.press("Escape");
    expect(await hasFocus(choose)).toBe(true);
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem").filter({ hasNotText: "Sales team" }).click();
    await page.waitForURL(at("/"));
    await sees(button(/^App: (?!Sales team)/));
    for (const path of ["/code", "/runs", "/connections", "/automations", "/secrets", "/"]) {
      await page.goto(at(path));
      await page.waitForLoadState("networkidle");
      const text = await page.locator("body").innerText();
      expect(text).not.toContain("postToProductUpdates");
    }
    expect(await page.locator(".sidebar-chat").count()).toBe(0);
    expect((await browser.server.json("/api/connections")).body.connections).toEqual([]);
    await page.setViewportSize({ width: 375, height: 700 });
    await button("Menu").click();
    await picture("app-switch-narrow");
    await page.setViewportSize({ width: 1280, height: 860 });
  }, 60_000);
});

test("how a function is called stands on its screen, and the example works in a shell", async () => {
  await page.goto(at(`${base}/code/postToProductUpdates/call`));
  await button("Make a secret").click();
  const secret = await page.locator(".call-secret code").innerText();
  expect(secret).toMatch(/^whsec_/);
  await looksRight("function-call");
  const example = page.getByLabel("Example that signs", { exact: true }).first();
  const script = (await example.innerText()).replace(/^read .*$/m, "");
  expect(script).toContain(at(`${base}/functions/postToProductUpdates`));
  const signed = await shell("bash", ["-c", `${script} -s -w ' %{http_code}'`], {
    env: { ...process.env, SECRET: secret },
  });
  expect(signed.stdout).toMatch(/ 200$/);
  await button("End it").click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End it" }).click();
  await sees(page.getByText("Signed calls of postToProductUpdates are refused now."));
  const refused = await shell("bash", ["-c", `${script} -s -w ' %{http_code}'`], {
    env: { ...process.env, SECRET: secret },
  });
  expect(refused.stdout).toMatch(/ 401$/);
}, 60_000);

describe("settings", () => {
  test("of the apps look right; one is renamed", async () => {
    await page.goto(at(`${base}/settings#workspace`));
    await sees(section("Workspace").getByText(at(`${base}/`)));
    await button("More for Sales team").click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill("Sales");
    await dialog.getByRole("button", { name: "Save" }).click();
    await sees(page.getByText("It is called Sales now."));
    await sees(button("App: Sales. Go to another"));
    await looksRight("settings-workspace");
  }, 60_000);

  // On Postgres it comes from the environment, and is replaced there.
  test.skipIf(testDialect === "postgres")(
    "the encryption key is replaced with a yes",
    async () => {
      await page.goto(at("/settings#encryption"));
      const part = section("Encryption key");
      const before = await part.locator("code").first().innerText();
      await part.getByRole("button", { name: "Replace the key" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Replace it" }).click();
      await expect.poll(() => part.locator("code").first().innerText(), patience).not.toBe(before);
      await part.scrollIntoViewIfNeeded();
      await looksRight("settings-encryption");
    },
    60_000,
  );

  test("sites that may embed the connect page are said, and how", async () => {
    await page.goto(at("/settings"));
    const part = section("Connect page");
    await part.getByRole("textbox").fill("example.com");
    await part.getByRole("button", { name: "Save" }).click();
    await sees(part.getByText("“example.com” is no address of a site"));
    await part.getByRole("textbox").fill("https://shop.example\nhttps://app.example/path");
    await part.getByRole("button", { name: "Save" }).click();
    await sees(page.getByText("Saved.").first());
    const { body } = await browser.server.json("/api/connect-sites");
    expect(body.origins).toEqual(["https://shop.example", "https://app.example"]);
    await part.getByText("How to embed it").click();
    await sees(part.getByText("customer-7"));
    await part.scrollIntoViewIfNeeded();
    await looksRight("settings-connect-sites");
  }, 60_000);

  test("the audit log is narrowed, unfolded, checked and taken away", async () => {
    await page.goto(at("/settings"));
    await page.getByRole("link", { name: "Open the audit log" }).click();
    await page.waitForURL(at("/settings/audit"));
    const entries = page.getByRole("list", { name: "Entries" }).getByRole("listitem");
    await sees(entries.getByText("App made").first());
    await page.getByLabel("Act", { exact: true }).selectOption({ label: "App made" });
    await page.waitForURL(/act=app\.made/);
    await expect.poll(() => entries.count(), patience).toBe(1);
    await entries.first().click();
    await sees(page.getByText("Follows", { exact: true }));
    await button("Check the chain").click();
    await sees(page.getByText(/The chain is whole: \d+ entries/));
    await looksRight("audit");
    await button("Clear filters").click();
    await page.waitForURL(at("/settings/audit"));
    // Whom it is about is said by name, and the account that is gone, too.
    expect(await entries.getByText(/user_|conn_/).count()).toBe(0);
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Export" }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe("patchbay-audit.jsonl");
    // The other app's log is its own.
    await page.goto(at(`${base}/settings/audit`));
    await sees(entries.getByText("Account connected").first());
    expect(await entries.getByText("App made").count()).toBe(0);
  }, 60_000);
});

test("an app is deleted with its name typed, its address says so, and it comes back", async () => {
  await page.goto(at("/settings#workspace"));
  await button("More for Sales").click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog");
  expect(await dialog.getByRole("button", { name: "Delete" }).isDisabled()).toBe(true);
  await looksRight("delete-app");
  await dialog.getByRole("textbox").fill("Sales");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await sees(page.getByText(/Can be brought back until/));
  await page.goto(at(`${base}/code`));
  await sees(page.getByRole("heading", { name: "There is no such app" }));
  await looksRight("no-such-app");
  await page.getByRole("navigation", { name: "Your apps" }).getByRole("link").click();
  await page.waitForURL(at("/"));
  await page.goto(at("/settings#workspace"));
  await button("Bring back Sales").click();
  await sees(page.getByText("Sales is back."));
  await page.goto(at(`${base}/code`));
  await sees(page.getByRole("link", { name: "postToProductUpdates" }));
}, 60_000);

test("nothing broke on the way", () => {
  // What an address of no app answers, and a call that is refused, the browser reports itself.
  expect(consoleErrors.filter((text) => !/status of 40[134]/.test(text))).toEqual([]);
});
