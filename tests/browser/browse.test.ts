import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Stockroom,
  rightKey,
  startStockroom,
  stockroomDocument,
} from "../integrations/stockroom.ts";
import { hasFocus, openBrowser, sees } from "./page.ts";
import { isSound } from "./sound.ts";

/** Finding a tool, seeing what it can do, connecting it, and adding one of one's own. */
let api: Stockroom;
beforeAll(async () => {
  api = await startStockroom();
});
afterAll(() => api.close());

const browser = openBrowser(async () => ({ PRIVATE_ORIGINS: api.url }));
const { picture } = browser;

const search = () => browser.page.getByRole("searchbox", { name: /Search tools/ });
const tools = () => browser.page.getByRole("list", { name: "Tools" });

test("every tool is there with its state, and one that the built-in model cannot use says so", async () => {
  const { page, server } = browser;
  await browser.enter();
  await page.getByRole("link", { name: "Browse", exact: true }).click();
  const { body } = await server.json("/api/connectors");
  for (const { name } of body.connectors)
    await sees(tools().getByRole("heading", { name, exact: true }));
  await sees(
    tools()
      .getByText("Sandbox")
      .nth(body.connectors.length - 2),
  );
  const ai = tools().getByRole("listitem").filter({ hasText: "Needs a hosted model" });
  expect(await ai.count()).toBe(1);
  await sees(ai.getByRole("link", { name: "AI", exact: true }));
  await picture("browse-1");
});

test("the search is in the address, finds tools and what they can do, and works by keyboard", async () => {
  const { page } = browser;
  await page.locator("body").press("/");
  expect(await hasFocus(search())).toBe(true);
  await search().pressSequentially("spreadshet row");
  expect(new URL(page.url()).searchParams.get("q")).toBe("spreadshet row");
  await sees(page.getByText("googlesheets.spreadsheets.values.append").first());
  await page.reload();
  await sees(page.getByText("googlesheets.spreadsheets.values.append").first());
  await picture("browse-2-search");
  await search().fill("zzzz");
  await sees(page.getByRole("heading", { name: "No tool fits" }));
  await search().press("Escape");
  await sees(tools().getByRole("heading", { name: "Slack" }));
  await page.getByRole("button", { name: /^CRM/ }).click();
  expect(await tools().getByRole("heading", { level: 3 }).allTextContents()).toEqual([
    "Salesforce",
    "HubSpot",
  ]);
  await page.goBack();
  await sees(tools().getByRole("heading", { name: "Slack" }));
  await search().fill("slack");
  await search().press("Enter");
  await sees(page.getByRole("heading", { level: 1, name: "Slack" }));
});

test("a tool's page says what it can do, found by words and kept in the address", async () => {
  const { page, server } = browser;
  const list = page.getByRole("list", { name: "What it can do" });
  await sees(list.getByRole("heading", { name: /^Reads/ }));
  const { body } = await server.json("/api/connectors/slack");
  await sees(page.getByText(`${body.operations.length} operations`));
  await picture("browse-3-connector");
  await page.getByRole("searchbox", { name: "Search what it can do" }).fill("post message");
  await sees(list.getByText("slack.chat.postMessage"));
  await sees(list.getByText("Needs: Send messages as the app").first());
  const docs = list.getByRole("link", { name: "Documentation of Send a message", exact: true });
  expect(await docs.getAttribute("href")).toContain("docs.slack.dev");
  await page.reload();
  await sees(list.getByText("slack.chat.postMessage"));
  await page.getByRole("button", { name: "Clear the search" }).first().click();
  await page.getByRole("button", { name: /^Delete/ }).click();
  await sees(list.getByRole("heading", { name: /^Deletes/ }));
  expect(await list.getByRole("heading", { name: /^Reads/ }).count()).toBe(0);
  await page.getByRole("tab", { name: /What can start a function/ }).click();
  await sees(page.getByText("slack.message.channels"));
  await page.getByRole("tab", { name: /Permissions/ }).click();
  await sees(page.getByText("chat:write", { exact: true }));
  await isSound(browser, "browse-4-permissions");
  await page.getByRole("tab", { name: "Used by" }).click();
  await sees(page.getByText("No function uses it yet."));
});

test("Use puts an example into the chat, to be changed before it is sent", async () => {
  const { page } = browser;
  const use = page.getByRole("link", { name: /^Use: / }).first();
  const prompt = (await use.getAttribute("aria-label"))?.replace("Use: ", "");
  await use.click();
  const composer = page.getByRole("textbox", { name: "Message" });
  await sees(composer);
  expect(await composer.inputValue()).toBe(prompt);
  await page.goBack();
});

test("the choice of permissions is without barriers", async () => {
  const { page, server } = browser;
  await page.goto(`${server.origin}/browse/slack`);
  await page.getByRole("button", { name: "Connect to Slack" }).click();
  await sees(page.getByRole("dialog", { name: "Connect Slack" }));
  await isSound(browser, "browse-5-connect");
});

test("connecting asks for what was chosen, can be cancelled, and goes on in another window", async () => {
  const { page, server } = browser;
  await page.goto(`${server.origin}/browse/slack`);
  await page.getByRole("button", { name: "Connect to Slack" }).click();
  const dialog = page.getByRole("dialog", { name: "Connect Slack" });
  await sees(dialog.getByText("1 permission chosen"));
  expect(await dialog.getByRole("checkbox", { checked: true }).count()).toBe(1);
  expect(await dialog.getByRole("checkbox", { name: /chat:write$/ }).isChecked()).toBe(true);
  expect(await dialog.getByRole("checkbox", { name: /chat:write.customize/ }).isChecked()).toBe(
    false,
  );
  await dialog.getByRole("checkbox", { name: /reactions:write/ }).check();
  await sees(dialog.getByText("2 permissions chosen"));
  const abandoned = await browser.popupFrom(
    dialog.getByRole("button", { name: "Connect to Slack" }),
  );
  await sees(page.getByText("Waiting for you to finish at Slack"));
  await picture("browse-6-waiting");
  await page.getByRole("button", { name: "Cancel" }).click();
  await sees(page.getByText("The sign-in was cancelled"));
  expect(abandoned.isClosed()).toBe(true);
  expect((await server.json("/api/connections")).body.connections).toEqual([]);

  await page.getByRole("button", { name: "Connect to Slack" }).click();
  const popup = await browser.popupFrom(dialog.getByRole("button", { name: "Connect to Slack" }));
  await sees(popup.getByText("chat:write").first());
  await popup.close();
  await sees(page.getByText("The window was closed before it was done"));
  const again = await browser.popupFrom(page.getByRole("button", { name: "Try again" }));
  await again.getByRole("button", { name: "Allow" }).click();
  await sees(page.getByText("Connected as Acme."));
  await sees(page.getByRole("link", { name: "View access of Acme" }));
  const { body } = await server.json("/api/connections");
  expect(body.connections).toMatchObject([{ scopes: { bot: ["chat:write"] } }]);
  await page.getByRole("link", { name: "All tools" }).click();
  await sees(tools().getByRole("listitem").filter({ hasText: "Connected" }));
});

const document = () =>
  JSON.stringify(stockroomDocument(api.url, { type: "apiKey", in: "header", name: "X-Stock-Key" }));
const choose = (name: string, text: string) =>
  browser.page.getByLabel("choose a file").setInputFiles({
    name,
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });

test("a document that cannot be read says where and why", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: "Add a tool" }).click();
  await sees(page.getByRole("heading", { level: 1, name: "Add a tool" }));
  await picture("add-1-source");
  await page.getByRole("textbox", { name: "Address of the document" }).fill("example");
  await page.getByRole("button", { name: "Look at it" }).click();
  await sees(page.getByText("Enter an address that begins with https://."));
  await page
    .getByRole("textbox", { name: "Address of the document" })
    .fill(`${api.url}/openapi.json`);
  await page.getByRole("button", { name: "Look at it" }).click();
  await sees(page.getByRole("alert").getByText(/answered with status 401/));
  await page.getByRole("tab", { name: "File" }).click();
  await choose("broken.yaml", "openapi: 2.0");
  await sees(page.getByRole("alert").getByText("OpenAPI 3.0 or 3.1 is read here"));
});

test("a tool that signs in by OAuth says what to register, and what is missing at its field", async () => {
  const { page, server } = browser;
  const flow = { authorizationUrl: "https://a.test/a", tokenUrl: "https://a.test/t", scopes: {} };
  const security = { type: "oauth2", flows: { authorizationCode: flow } };
  await choose("oauth.json", JSON.stringify(stockroomDocument(api.url, security)));
  await sees(page.getByRole("group", { name: "OAuth client" }));
  await sees(page.getByText(`${server.origin}/oauth/callback`));
  await page.getByRole("button", { name: "Add the tool" }).click();
  await sees(page.getByRole("alert").getByText(/register a client at the tool/));
  expect(await page.getByLabel("Client id").getAttribute("aria-invalid")).toBe("true");
  await page.getByRole("button", { name: "Take another document" }).click();
  await page.getByRole("tab", { name: "File" }).click();
});

test("what would come is shown before a tool is added from a file; errors stand at their fields", async () => {
  const { page, server } = browser;
  await choose("stock.json", document());
  await sees(page.getByRole("heading", { name: "Stockroom: 4 operations" }));
  await sees(page.getByText("3 of 4 chosen"));
  await sees(page.getByText(/^Cannot be used: /));
  await isSound(browser, "add-2-preview");
  expect((await server.json("/api/integrations")).body.integrations).toEqual([]);
  await page.getByRole("button", { name: "Only what reads" }).click();
  await sees(page.getByText("2 of 4 chosen"));
  await page.getByRole("textbox", { name: "Name" }).fill("Slасk");
  await page.getByRole("button", { name: "Add the tool" }).click();
  await sees(page.getByRole("alert").getByText(/reads like Slack/));
  await page.getByRole("textbox", { name: "Name" }).fill("Stockroom");
  await page.getByRole("textbox", { name: "Id" }).fill("slack");
  await page.getByRole("button", { name: "Add the tool" }).click();
  await sees(page.getByText(/is a tool that Patchbay has already/));
  await page.getByRole("textbox", { name: "Id" }).fill("stockroom");
  await page.getByRole("button", { name: "Add the tool" }).click();
  await sees(page.getByRole("heading", { level: 1, name: "Stockroom" }));
  await sees(page.getByText("stockroom.listItems"));
  expect(await page.getByText("stockroom.addItem").count()).toBe(0);
});

test("the added tool is connected by its key, which the page never sees, and removed again", async () => {
  const { page, server } = browser;
  await page.getByRole("button", { name: "Connect to Stockroom" }).click();
  const dialog = page.getByRole("dialog", { name: "Connect Stockroom" });
  const popup = await browser.popupFrom(
    dialog.getByRole("button", { name: "Connect to Stockroom" }),
  );
  await popup.getByLabel("Key or token").fill(rightKey);
  await popup.getByRole("button", { name: "Connect" }).click();
  await sees(page.getByText("Connected as Stockroom."));
  expect(await page.content()).not.toContain(rightKey);
  await picture("add-3-connected");
  await page.getByRole("button", { name: "Remove this tool" }).click();
  const question = page.getByRole("alertdialog", { name: "Remove Stockroom?" });
  await sees(question.getByText(/No function uses it/));
  await question.getByRole("button", { name: "Remove this tool" }).click();
  await sees(page.getByRole("heading", { level: 1, name: "Browse" }));
  await tools().getByRole("heading", { name: "Stockroom" }).waitFor({ state: "detached" });
  expect((await server.json("/api/integrations")).body.integrations).toEqual([]);
});

test("the page held its policy and had no errors", () => {
  // The browser itself reports the answers that refuse something.
  const own = browser.consoleErrors.filter((text) => !/the server responded with/.test(text));
  expect(own).toEqual([]);
});
