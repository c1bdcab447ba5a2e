import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveUnchecked } from "../support/saved-function.ts";
import { type TestServer, startServer } from "../support/server.ts";
import { barriersIn } from "./axe.ts";
import { openBrowser, overflowOf, sees } from "./page.ts";

/** Secrets, and everything out of one server and into another, in a real browser. */
const browser = openBrowser();
let second: TestServer;
beforeAll(async () => {
  second = await startServer();
  await browser.enter();
});
afterAll(() => second?.close());

const open = (path: string) => browser.page.goto(new URL(path, browser.server.origin).href);
const button = (name: string | RegExp) => browser.page.getByRole("button", { name });
const value = "canary-of-a-secret-0123456789";

describe("secrets", () => {
  test("one is added, used by a function, replaced and removed, and never shown", async () => {
    const { page, server } = browser;
    await open("/secrets");
    await sees(page.getByRole("heading", { name: "No secrets yet" }));
    await button("Add a secret").click();
    await page.getByLabel("Name").fill("ACME_KEY");
    await page.getByLabel("Value", { exact: true }).fill(value);
    await page.getByLabel("Hosts that it may be sent to").fill("api.acme.test, files.acme.test");
    await button("Keep it").click();
    const card = page.getByRole("region", { name: "ACME_KEY" });
    await sees(card.getByText("{{secrets.ACME_KEY}}", { exact: true }));
    await sees(card.getByText("files.acme.test"));
    expect(await page.content()).not.toContain(value);
    const code =
      'export default async () => fetch("https://api.acme.test/", { headers: { "x-key": "{{secrets.ACME_KEY}}" } });\n';
    await saveUnchecked(server, "callAcme", code);
    await page.reload();
    await sees(card.getByRole("link", { name: "callAcme" }));
    await browser.picture("secrets");
    expect(await barriersIn(page)).toEqual([]);
    await page.setViewportSize({ width: 375, height: 800 });
    expect(await overflowOf(page)).toBe(0);
    await browser.picture("secrets-phone");
    await page.setViewportSize({ width: 1280, height: 860 });
    await button("Replace the value of ACME_KEY").click();
    await page.getByLabel("Value", { exact: true }).fill(`${value}-new`);
    await button("Keep it").click();
    await sees(page.getByText("ACME_KEY is kept. It cannot be read back."));
    await button("Remove ACME_KEY").click();
    const question = page.getByRole("alertdialog");
    await sees(question.getByText(/callAcme uses it/));
    await question.getByRole("button", { name: "Cancel" }).click();
    expect((await server.json("/api/secrets")).body.secrets).toHaveLength(1);
  });
});

describe("everything as one file", () => {
  test("what one server exports another takes in, as it was chosen", async () => {
    const { page, server } = browser;
    await saveUnchecked(
      server,
      "kept",
      "export default async () => Response.json({ ok: true });\n",
    );
    await open("/");
    await browser.say("Post to #sales on Slack");
    const popup = await browser.popupFrom(button("Connect to Slack"));
    await popup.getByRole("button", { name: "Allow" }).click();
    await sees(page.getByText(/^Function created/));
    await open("/settings#data");
    const download = page.waitForEvent("download");
    await button("Export everything").click();
    const file = await (await download).path();
    await page.goto(`${second.origin}/open/${second.server.openCode}`);
    await page.goto(`${second.origin}/settings#data`);
    await page.getByLabel("Import a file").setInputFiles(file);
    const dialog = page.getByRole("dialog", { name: "What to take in" });
    await sees(dialog.getByText("ACME_KEY"));
    await browser.picture("archive-look");
    expect(await barriersIn(page)).toEqual([]);
    await dialog.getByRole("checkbox", { name: /kept/ }).uncheck();
    await dialog.getByRole("checkbox", { name: /kept/ }).check();
    await dialog.getByRole("button", { name: /^Take/ }).click();
    await sees(dialog.getByText("Taken in").first());
    await dialog.getByRole("button", { name: "Done" }).click();
    const names = (await second.json("/api/functions")).body.functions.map(({ name }: any) => name);
    expect(names).toContain("kept");
    expect(browser.consoleErrors).toEqual([]);
    await page.getByRole("link", { name: "Post to #sales on Slack" }).first().click();
    await sees(page.getByText(/^A connection was asked for where this chat comes from/));
    expect(await page.getByRole("alert").count()).toBe(0);
  });
});
