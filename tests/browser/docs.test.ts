import { expect, test } from "vitest";
import { openBrowser, sees } from "./page.ts";

const browser = openBrowser();

test("the API can be tried out in the browser, with its session", async () => {
  const { page } = browser;
  await browser.enter();
  await page.getByRole("link", { name: "API" }).click();
  await page.waitForURL("**/docs");
  await sees(page.getByRole("heading", { name: /Patchbay/ }));
  const list = page.locator("#operations-functions-getFunctions");
  await page.getByText("Code, versions and test runs of functions").click();
  await list.getByRole("button").first().click();
  await browser.picture("docs");
  await list.getByRole("button", { name: "Try it out" }).click();
  const answered = page.waitForResponse((answer) => answer.url().includes("/api/functions"));
  await list.getByRole("button", { name: "Execute" }).click();
  expect((await answered).status()).toBe(200);
  await sees(
    list.locator(".live-responses-table .response-col_status", { hasText: "200" }).first(),
  );
  await browser.picture("docs-tried");
  // What else it draws, the policy lets through as well: forms, models, a dialog.
  await page
    .locator("#operations-functions-postFunctionsByNameRun")
    .getByRole("button")
    .first()
    .click();
  await page.getByRole("button", { name: "Authorize" }).first().click();
  await sees(page.getByRole("heading", { name: "Available authorizations" }));
  await browser.picture("docs-authorize");
  expect(browser.consoleErrors).toEqual([]);
});

test("a browser that comes to /mcp gets no page", async () => {
  const { server } = browser;
  const answer = await server.fetch("/mcp", { headers: { accept: "text/html" } });
  expect(answer.status).toBe(405);
});
