import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWeb } from "../../src/cli/build-web.ts";
import { type TestServer, startServer } from "../support/server.ts";
import { launch } from "./chromium.ts";
import { overflowOf, sees } from "./page.ts";

/** What the page says while its server is gone or does not know the person, and that it goes on by itself. */
const dataDir = mkdtempSync(join(tmpdir(), "patchbay-gone-"));
let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  await buildWeb();
  server = await startServer({}, dataDir);
  browser = await launch();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const lost = (page: Page) => page.getByText(/^Patchbay does not answer. What you see may be old/);

async function open(path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${server.origin}/open/${server.server.openCode}`);
  await page.goto(`${server.origin}${path}`);
  return page;
}

/** Closes the server while something is done, and starts it again where it was. */
async function without(act: () => Promise<void>): Promise<void> {
  const port = new URL(server.origin).port;
  await server.close();
  try {
    await act();
  } finally {
    server = await startServer({ PORT: port }, dataDir);
  }
}

test("what is shown and typed stays while the server is gone, which is said, and is new when it is back", async () => {
  const page = await open("/secrets");
  await page.getByRole("button", { name: "Add a secret" }).click();
  await page.getByLabel("Name", { exact: true }).fill("ACME_KEY");
  await page.getByLabel("Value", { exact: true }).fill("planted");
  await page.getByLabel(/^Hosts/).fill("api.acme.com");
  const keep = page.getByRole("button", { name: "Keep it" });
  await without(async () => {
    await keep.click();
    await sees(page.getByRole("dialog").getByText(/^Patchbay does not answer/));
    await sees(lost(page));
  });
  await lost(page).waitFor({ state: "detached" });
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("ACME_KEY");
  await keep.click();
  await sees(page.getByRole("heading", { name: "ACME_KEY" }));
});

test("a screen that could not load anything fills itself when the server is back", async () => {
  const page = await open("/settings");
  await sees(page.getByRole("heading", { name: "API keys" }));
  await page.getByRole("link", { name: "Secrets", exact: true }).click();
  await sees(page.getByRole("heading", { name: "ACME_KEY" }));
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await without(async () => {
    await page.getByRole("link", { name: "Secrets", exact: true }).click();
    await sees(
      page
        .locator("#content")
        .getByRole("alert")
        .getByText(/^Patchbay does not answer/),
    );
    await sees(lost(page));
    await page.setViewportSize({ width: 375, height: 740 });
    expect(await overflowOf(page)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 860 });
  });
  await sees(page.getByRole("heading", { name: "ACME_KEY" }));
  expect(await page.getByRole("alert").count()).toBe(0);
});

test("a screen whose code never came is opened by itself when the server is back", async () => {
  const page = await open("/browse");
  await sees(page.getByRole("heading", { name: "Slack" }));
  await without(async () => {
    await page.getByRole("link", { name: "Secrets", exact: true }).click();
    await sees(page.getByText(/^This screen could not be loaded/));
  });
  await sees(page.getByRole("heading", { name: "ACME_KEY" }));
});

test("who is signed out meanwhile is told how to sign in, and goes on once that was done in another tab", async () => {
  const page = await open("/secrets");
  await sees(page.getByRole("heading", { name: "ACME_KEY" }));
  await page.context().clearCookies();
  await page.getByRole("link", { name: "Runs", exact: true }).click();
  await sees(page.getByRole("heading", { level: 1, name: "You are not signed in" }));
  const other = await page.context().newPage();
  await other.goto(`${server.origin}/open/${server.server.openCode}`);
  await sees(page.getByRole("heading", { level: 1, name: "Runs" }));
});
