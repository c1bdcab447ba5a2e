import { expect, test } from "vitest";
import { openBrowser, sees } from "./page.ts";

const browser = openBrowser();

test("every tool has its card, and one that the built-in model cannot use says so", async () => {
  const { page, server } = browser;
  await browser.enter();
  await page.getByRole("link", { name: "Browse", exact: true }).click();
  const { body } = await server.json("/api/connectors");
  for (const { name } of body.connectors) {
    await sees(page.getByRole("region", { name, exact: true }));
  }
  const ai = page.getByRole("region", { name: "AI", exact: true });
  await ai.scrollIntoViewIfNeeded();
  await sees(ai.getByRole("note").getByText("The built-in model cannot do this"));
  await sees(ai.getByRole("link", { name: "Email me a summary of my unread mails" }));
  expect(await page.getByRole("note").count()).toBe(1);
  await browser.picture("browse-ai");
  expect(browser.consoleErrors).toEqual([]);
});
