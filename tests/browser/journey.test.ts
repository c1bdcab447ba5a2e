import { expect, test } from "vitest";
import { openBrowser, sees } from "./page.ts";

/** The whole journey of a new user, in a real browser, with all that moves. */
const browser = openBrowser();
const { consoleErrors, picture, say } = browser;

test("without the printed address the page says what to do", async () => {
  const { page } = browser;
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.goto(browser.server.origin);
  await sees(page.getByText(/Open the address/).first());
  await page.waitForLoadState("networkidle");
  consoleErrors.length = 0; // the browser reports the 401s themselves
});

test("an example prompt leads to the card with the required permission", async () => {
  const { page } = browser;
  await browser.enter();
  await sees(page.getByRole("heading", { name: "What should connect?" }));
  await picture("1-start");
  await page
    .getByRole("button", {
      name: "Send a Slack message to #product-updates when this function runs",
    })
    .click();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await sees(page.getByText("Action required"));
  await sees(page.getByText("Send messages as the app"));
  await picture("2-action-required");
  await page.getByText("Why", { exact: true }).click();
  await sees(page.getByText("chat:write").first());
});

test("a reload keeps the card; connecting in the window lets the same turn go on", async () => {
  const { page } = browser;
  await page.reload();
  // What the policy of the consent page holds back is told there, and not in the window that opened it.
  page.context().on("console", (message) => {
    if (message.page() !== page && message.text().includes("Content Security Policy"))
      consoleErrors.push(message.text());
  });
  const popup = await browser.popupFrom(page.getByRole("button", { name: "Connect to Slack" }));
  const allow = popup.getByRole("button", { name: "Allow" });
  await sees(allow);
  await picture("3-consent", popup);
  await allow.click();
  await sees(page.getByText(/Function created: \w+ v1/));
  await sees(page.getByText("Connected as Acme"));
  expect(await page.getByText("You said").count()).toBeLessThanOrEqual(1);
  await picture("4-written");
});

test("the code is there to read, and running it shows its logs and calls", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: "Functions", exact: true }).click();
  await page.getByRole("link", { name: /postToProductUpdates/ }).click();
  await sees(page.getByText("#product-updates").first());
  const code = page.getByRole("region", { name: "Code of postToProductUpdates" });
  await sees(code.locator("span[style*=shiki], span[style*=color]").first()); // the colours come after the text
  await picture("5-code");
  await page.getByRole("link", { name: "Run", exact: true }).click();
  await page.getByRole("textbox", { name: /text/ }).fill("Shipped from the browser 🚀 `${x}`");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await sees(page.getByText("Post 1 message to #product-updates"));
  await page.getByRole("button", { name: "Run for real" }).click();
  await sees(page.getByRole("article", { name: "Run of version 1", exact: true }));
  await sees(page.getByText("slack.chat.postMessage").first());
  await picture("6-run");
});

test("the message stands in the channel of the stand-in", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: "Sandbox", exact: true }).click();
  const inspector = page.frameLocator("iframe[title='Sandbox of Slack']");
  await inspector.getByRole("link", { name: /product-updates/ }).click();
  await sees(inspector.locator(".text", { hasText: "Shipped from the browser 🚀 `${x}`" }));
  await picture("7-sandbox");
});

test("an edit by prompt makes version 2, with a diff of what changed", async () => {
  const { page } = browser;
  await page
    .getByRole("navigation")
    .getByRole("link", { name: /Send a Slack message/ })
    .click();
  await say("Post it to #general instead and add a :rocket:");
  await sees(page.getByText(/Function updated: postToProductUpdates v2/));
  await page.getByRole("link", { name: "Functions", exact: true }).click();
  await page.getByRole("link", { name: /postToProductUpdates/ }).click();
  await page.getByRole("link", { name: "Versions", exact: true }).click();
  const changes = page.getByRole("region", { name: "Changes from version 1 to 2" });
  const changed = (version: string) =>
    changes.getByRole("textbox", { name: version }).locator(".cm-changedLine");
  await sees(changed("Version 1").filter({ hasText: 'channel: "#product-updates"' }));
  await sees(changed("Version 2").filter({ hasText: 'channel: "#general"' }));
  await sees(changed("Version 2").filter({ hasText: ":rocket:" }));
  await picture("8-versions");
});

test("a run from the chat waits for a yes", async () => {
  const { page } = browser;
  await page
    .getByRole("navigation")
    .getByRole("link", { name: /Send a Slack message/ })
    .click();
  await say("run it");
  await page.getByRole("button", { name: "Approve" }).click();
  await sees(page.getByText(/Ran postToProductUpdates/).first());
  await picture("9-approved");
});

test("a run whose account was ended says so, and the account is connected again in place", async () => {
  const { page } = browser;
  const { body } = await browser.server.json("/api/status");
  const { inspector } = body.providers.find(({ id }: any) => id === "slack");
  const inspecting = await page.context().newPage();
  await inspecting.goto(inspector);
  await inspecting.getByRole("button", { name: "Revoke tokens" }).click();
  await inspecting.close();
  await say("run it");
  await page.getByRole("button", { name: "Approve" }).click();
  const popup = await browser.popupFrom(page.getByRole("button", { name: "Reconnect Acme" }));
  await picture("9-reconnect");
  await popup.getByRole("button", { name: "Allow" }).click();
  await sees(page.getByText("It has the account it needs now").last());
  await page.getByRole("button", { name: "Reconnect Acme" }).waitFor({ state: "detached" });
  await say("run it");
  await page.getByRole("button", { name: "Approve" }).click();
  await sees(
    page.getByRole("region", { name: "Ran postToProductUpdates" }).last().getByText("Succeeded"),
  );
});

test("what is connected can be seen and ended", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: "My integrations", exact: true }).click();
  await page.getByRole("button", { name: "View access: Acme" }).click();
  await sees(page.getByRole("dialog").getByText("Send messages").first());
  await picture("10-connections");
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "More for Acme" }).click();
  await page.getByRole("menuitem", { name: "Disconnect" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disconnect" }).click();
  await sees(page.getByText("Nothing connected yet"));
});

test("the page held its policy and had no errors", () => {
  expect(consoleErrors).toEqual([]);
});
