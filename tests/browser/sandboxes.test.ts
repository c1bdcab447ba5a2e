import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Stockroom,
  rightKey,
  startStockroom,
  stockroomDocument,
} from "../integrations/stockroom.ts";
import { openBrowser, sees } from "./page.ts";

/** The stand-ins of the five providers with one API each, and a tool of the user's own that takes a key. */
let api: Stockroom;
beforeAll(async () => {
  api = await startStockroom();
});
afterAll(() => api.close());

const browser = openBrowser(async () => ({ PRIVATE_ORIGINS: api.url }));
const { consoleErrors, picture, say } = browser;

const shown: readonly (readonly [string, RegExp])[] = [
  ["Notion", /Renew the certificate/],
  ["Salesforce", /Northwind renewal/],
  ["HubSpot", /Tailspin pilot/],
  ["LinkedIn", /Our new lab is open \(at last\)/],
  ["TikTok", /12840 followers/],
];

test.each(shown)("the sandbox shows %s as a person would see it", async (name, text) => {
  const { page } = browser;
  await browser.enter();
  await page.getByRole("link", { name: "Sandbox", exact: true }).click();
  const frame = `iframe[title='Sandbox of ${name}']`;
  await page.locator(frame).scrollIntoViewIfNeeded();
  await sees(page.frameLocator(frame).getByText(text).first());
  await picture(`sandbox-${name.toLowerCase()}`);
});

test("a tool of one's own is connected by its key, on a page of its own", async () => {
  const { page, server } = browser;
  await server.json("/api/integrations", "POST", {
    id: "stockroom",
    name: "Stockroom",
    document: JSON.stringify(
      stockroomDocument(api.url, { type: "apiKey", in: "header", name: "X-Stock-Key" }),
    ),
    operations: ["listItems"],
  });
  await page.getByRole("link", { name: "New chat" }).click();
  await say("List the items in Stockroom");
  await sees(page.getByText("Use Stockroom with your key, for the operations that you approve"));
  await picture("integration-1-card");
  const popup = await browser.popupFrom(page.getByRole("button", { name: "Connect to Stockroom" }));
  await picture("integration-2-key", popup);
  await popup.getByLabel("Key or token").fill(rightKey);
  await popup.getByRole("button", { name: "Connect" }).click();
  await sees(page.getByText("Connected as Stockroom").first());
  await sees(page.getByText(/Function created: \w+ v1/));
  await picture("integration-3-made");
});

test("the page held its policy and had no errors", () => {
  expect(consoleErrors).toEqual([]);
});
