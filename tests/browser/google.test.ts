import { expect, test } from "vitest";
import { openBrowser, sees } from "./page.ts";

/** Ten tools on one Google account: granted in part, allowed later, given back; what stands in the sandbox. */
const browser = openBrowser();
const { consoleErrors, picture, say } = browser;

test("Browse finds an operation by what people call it, misspelt too", async () => {
  const { page } = browser;
  await browser.enter();
  await page.getByRole("link", { name: "Browse", exact: true }).click();
  await sees(page.getByRole("heading", { name: "Google Sheets" }));
  await picture("google-1-browse");
  await page
    .getByRole("searchbox", { name: "Search tools and what they can do" })
    .fill("spreadshet row");
  await sees(page.getByText("googlesheets.spreadsheets.values.append").first());
  await picture("google-2-search");
});

test("two tools are one card, and say why and instead of what", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: "New chat" }).click();
  await say("Add a task “Call Ben” to Google Tasks and email sam@example.com: task added");
  await sees(page.getByText("Action required"));
  await sees(page.getByText("Send email as you (cannot read any)"));
  await page.getByText("Why", { exact: true }).last().click();
  await sees(page.getByText("Instead of").last());
  await picture("google-3-card");
});

test("what is left unticked is said, and can be allowed on the same card", async () => {
  const { page } = browser;
  const popup = await browser.popupFrom(page.getByRole("button", { name: "Connect to Google" }));
  await popup.getByRole("checkbox", { name: /Send email/ }).uncheck();
  await picture("google-4-consent", popup);
  await popup.getByRole("button", { name: "Allow" }).click();
  await sees(page.getByText("Not granted"));
  await sees(page.getByText(/Function created: \w+ v1/));
  await picture("google-5-partly");
  const again = await browser.popupFrom(page.getByRole("button", { name: "Allow the rest" }));
  await again.getByRole("button", { name: "Allow" }).click();
  await sees(page.getByText("Connected as maya@example.com").first());
  await page.getByRole("button", { name: "Allow the rest" }).waitFor({ state: "detached" });
});

test("an edit says what is needed no longer, and gives it back", async () => {
  const { page } = browser;
  await say("Remove the email");
  await sees(page.getByText("No longer needs: Send email as you (cannot read any)."));
  await picture("google-6-edit");
  await page.getByRole("button", { name: "Give it back" }).click();
  await sees(page.getByText(/Patchbay will not use it again/));
});

const people: readonly (readonly [string, RegExp])[] = [
  ["Gmail", /Northwind signed/],
  ["Google Calendar", /Quarterly planning/],
  ["Google Drive", /Team handbook/],
  ["Google Docs", /Launch in spring/],
  ["Google Sheets", /Nora Lind/],
  ["Google Slides", /Everybody asks for it/],
  ["Google Tasks", /Water the plants/],
  ["Google Contacts", /Lucia Perez/],
  ["Google Forms", /How was the workshop/],
  ["Google Meet", /meet.google.com/],
];

test.each(people)("the sandbox shows %s as a person would see it", async (name, shown) => {
  const { page } = browser;
  await page.getByRole("link", { name: "Sandbox", exact: true }).click();
  const tools = page.getByRole("navigation", { name: "Tools" });
  await tools.getByRole("link", { name: "Google", exact: true }).click();
  const inspector = page.frameLocator("iframe[title='Sandbox of Google']");
  await inspector.getByRole("link", { name, exact: true }).click();
  await sees(inspector.getByRole("main").getByText(shown).first());
  const source = await page.locator("iframe[title='Sandbox of Google']").elementHandle();
  await source?.scrollIntoViewIfNeeded();
  await picture(`google-7-${name.toLowerCase().replaceAll(" ", "-")}`);
});

test("the page held its policy and had no errors", () => {
  expect(consoleErrors).toEqual([]);
});
