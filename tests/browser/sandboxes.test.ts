import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Stockroom,
  rightKey,
  startStockroom,
  stockroomDocument,
} from "../integrations/stockroom.ts";
import { barriersIn } from "./axe.ts";
import { openBrowser, overflowOf, sees } from "./page.ts";

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
  await page.getByRole("navigation", { name: "Tools" }).getByRole("link", { name }).click();
  const frame = `iframe[title='Sandbox of ${name}']`;
  await sees(page.frameLocator(frame).getByText(text).first());
  await picture(`sandbox-${name.toLowerCase()}`);
});

test("a tool is broken on purpose, which is told, and made whole again", async () => {
  const { page, server } = browser;
  await page.goto(`${server.origin}/sandbox/hubspot`);
  await sees(page.getByText("Working as it should"));
  await page.getByRole("switch", { name: "Outage: answer nothing but 503" }).click();
  await sees(page.getByText("Down", { exact: true }));
  const slow = page.getByRole("form", { name: "Answer 429 Too Many Requests" });
  await slow.getByRole("spinbutton").fill("2");
  await slow.getByRole("button", { name: "Apply" }).click();
  await sees(page.getByText("429 for the next 2 calls"));
  await picture("sandbox-broken");
  expect(await barriersIn(page)).toEqual([]);
  await page.setViewportSize({ width: 375, height: 740 });
  expect(await overflowOf(page)).toBe(0);
  await picture("sandbox-narrow");
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.reload();
  await sees(page.getByText("429 for the next 2 calls"));
  await page.getByRole("switch", { name: "Outage: answer nothing but 503" }).click();
  await page.getByRole("button", { name: "Revoke all access" }).click();
  await sees(page.getByText("HubSpot: All access is revoked"));
  await page.getByRole("button", { name: "Start afresh" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Start afresh" }).click();
  await sees(page.getByText("Working as it should"));
});

test("a stand-in that is not there is said", async () => {
  const { page, server } = browser;
  await page.goto(`${server.origin}/sandbox/nobody`);
  await sees(page.getByText("There is no stand-in for “nobody”"));
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
