import { expect, test } from "vitest";
import { openBrowser } from "./page.ts";

/** What the chat shows of pages: a card with the ways to it, and the yes that a deletion takes. */
const browser = openBrowser();

test("a page that was made has a card with what is on it and the ways to it", async () => {
  const { page, server } = browser;
  const spec = {
    slug: "notes",
    title: "Notes",
    blocks: [{ type: "text", id: "text", text: "Hi" }],
  };
  expect((await server.json("/api/pages", "POST", { spec })).status).toBe(201);
  await browser.enter();
  await browser.say("rename the page to Calm notes");
  const card = page.getByRole("region", { name: "Page updated: Calm notes (version 2)" });
  await card.waitFor();
  expect(await card.getByRole("link", { name: "Open" }).getAttribute("href")).toBe("/pages/notes");
  expect(await card.getByRole("link", { name: "Edit" }).getAttribute("href")).toBe(
    "/pages/notes/edit",
  );
  await browser.picture("pages-chat-card");
});

test("a deletion waits for a yes, and a no keeps the page", async () => {
  const { page, server } = browser;
  await browser.say("delete the page");
  const asked = page.getByRole("region", { name: "Delete the page notes?" });
  await asked.waitFor();
  await page.setViewportSize({ width: 375, height: 800 });
  await browser.picture("pages-chat-delete");
  await asked.getByRole("button", { name: "Not now" }).click();
  await page.getByText("Not deleted: notes").first().waitFor();
  expect((await server.json("/api/pages/notes")).status).toBe(200);
  expect(browser.consoleErrors).toEqual([]);
});
