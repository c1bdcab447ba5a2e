import { expect, test } from "vitest";
import { barriersIn } from "./axe.ts";
import { hasFocus, namelessIn, openBrowser, overflowOf, sees } from "./page.ts";

/** The chat as a person uses it day by day: what was said is found, said otherwise, copied, and goes on. */
const browser = openBrowser();
const { consoleErrors, picture, say } = browser;

const log = () => browser.page.getByRole("log", { name: "Conversation" });
const composer = () => browser.page.getByRole("textbox", { name: "Message" });
const chats = () => browser.page.getByRole("navigation", { name: "Chats" });
const answered = () =>
  browser.page.getByRole("status").getByText("The answer is complete").waitFor({
    state: "attached",
  });

/** Nothing that axe knows of stands in the way, in light and dark. */
async function hasNoBarriers(name: string) {
  const { page } = browser;
  expect(await barriersIn(page)).toEqual([]);
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await picture(`${name}-${colorScheme}`);
  }
}

test("an empty chat offers sentences to start from, others on demand, and sends none by itself", async () => {
  const { page } = browser;
  await browser.enter();
  consoleErrors.length = 0;
  const examples = page.getByRole("region", { name: "Examples to start from" });
  await sees(examples.getByRole("listitem").first());
  const first = await examples.getByRole("listitem").allTextContents();
  expect(first).toHaveLength(6);
  await hasNoBarriers("chat-empty");
  await examples.getByRole("button", { name: "Other examples" }).click();
  expect(await examples.getByRole("listitem").allTextContents()).not.toEqual(first);
  const chosen = examples.getByRole("listitem").first();
  const prompt = await chosen.textContent();
  await chosen.getByRole("button").click();
  expect(await composer().inputValue()).toBe(prompt);
  expect(await hasFocus(composer())).toBe(true);
  expect(await log().count()).toBe(0);
});

test("what stands in the composer is there again after a reload, for each chat by itself", async () => {
  const { page } = browser;
  await composer().fill("What can you do with Slack?");
  await page.reload();
  expect(await composer().inputValue()).toBe("What can you do with Slack?");
  await composer().press("Enter");
  await answered();
  expect(await composer().inputValue()).toBe("");
  await composer().fill("Half a thought");
  await page.getByRole("link", { name: "New chat" }).click();
  expect(await composer().inputValue()).toBe("");
  await chats().getByRole("link", { name: "What can you do with Slack?" }).click();
  await sees(log());
  expect(await composer().inputValue()).toBe("Half a thought");
  await composer().fill("");
});

test("what the agent did is one line, which unfolds to steps, and a step to what it found", async () => {
  const { page } = browser;
  const line = log().locator(".steps > summary").first();
  await sees(line.getByText(/^Looked up \d+ things/));
  expect(await log().locator(".steps").count()).toBe(1);
  await line.click();
  const step = log().locator(".step > summary", { hasText: "Searched the catalog" });
  await step.click();
  await sees(log().locator(".step code", { hasText: "slack." }).first());
  expect(await log().locator(".step .json").count()).toBe(0);
  await log().locator(".step[open]").getByText("As JSON").click();
  await sees(log().getByRole("region", { name: "What it was given" }));
  await picture("chat-steps");
  await page.reload();
  await sees(log().getByText(/^Looked up \d+ things/));
});

test("the last answer is asked for again", async () => {
  const { page } = browser;
  await log().getByRole("button", { name: "Answer again" }).click();
  await answered();
  expect(await log().getByRole("article", { name: "You said" }).count()).toBe(1);
  expect(await log().getByRole("article", { name: "Patchbay answered" }).count()).toBe(1);
  await page.reload();
  await sees(log());
  expect(await log().getByRole("article").count()).toBe(2);
});

test("a message is said otherwise: what came after it goes, for the server too", async () => {
  const { page } = browser;
  await say("What can you do with Notion?");
  await answered();
  expect(await log().getByRole("article").count()).toBe(4);
  const said = log().getByRole("article", { name: "You said" }).first();
  await said.hover();
  await said.getByRole("button", { name: "Say it otherwise" }).click();
  const field = log().getByRole("textbox", { name: "Your message" });
  expect(await hasFocus(field)).toBe(true);
  await page.keyboard.press("Escape");
  expect(await field.count()).toBe(0);
  await page.keyboard.press("Enter");
  await field.fill("What can you do with Gmail?");
  await sees(log().getByText("What came after this message is replaced."));
  await picture("chat-edit");
  await field.press("Enter");
  await sees(log().getByText("What can you do with Gmail?", { exact: true }));
  await answered();
  expect(await log().getByRole("article").count()).toBe(2);
  await page.reload();
  await sees(log().getByText("What can you do with Gmail?", { exact: true }));
  expect(await log().getByRole("article").count()).toBe(2);
  expect(await log().getByText("What can you do with Slack?").count()).toBe(0);
});

test("a chat is renamed in place and through its menu", async () => {
  const { page } = browser;
  const link = chats().getByRole("link", { name: "What can you do with Gmail?" });
  await link.focus();
  await page.keyboard.press("F2");
  const name = page.getByRole("textbox", { name: "Name of the chat" });
  await name.fill("Mail");
  await name.press("Enter");
  await sees(chats().getByRole("link", { name: "Mail" }));
  await chats().getByRole("button", { name: "More for chat “Mail”" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await name.fill("Something else");
  await name.press("Escape");
  await sees(chats().getByRole("link", { name: "Mail" }));
  await page.reload();
  await sees(chats().getByRole("link", { name: "Mail" }));
  await sees(chats().getByRole("heading", { name: "Today" }));
});

test("chats are found by keyboard alone, by name and by what was said", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: "New chat" }).click();
  await page.keyboard.press("ControlOrMeta+k");
  const search = page.getByRole("combobox", { name: /Search chats/ });
  await sees(page.getByRole("option", { name: /Mail/ }));
  expect(await hasFocus(search)).toBe(true);
  await search.fill("nobody ever said this");
  await sees(page.getByText("No chat says that."));
  await search.fill("with gmail");
  await sees(page.getByRole("option", { name: /Mail/ }).locator("mark").first());
  await hasNoBarriers("chat-search");
  await page.keyboard.press("Enter");
  await sees(log().getByText("What can you do with Gmail?", { exact: true }));
  await page.keyboard.press("ControlOrMeta+k");
  await sees(search);
  await page.keyboard.press("Escape");
  expect(await search.count()).toBe(0);
});

test("a deleted chat comes back with Undo", async () => {
  const { page } = browser;
  await chats().getByRole("button", { name: "More for chat “Mail”" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await sees(page.getByRole("heading", { name: "What should connect?" }));
  expect(await chats().getByRole("link", { name: "Mail" }).count()).toBe(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await sees(log().getByText("What can you do with Gmail?", { exact: true }));
  await sees(chats().getByRole("link", { name: "Mail" }));
});

test("a function is run and rehearsed within its card", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: "New chat" }).click();
  await say('Send "Hello" to #general on Slack');
  const consent = await browser.popupFrom(page.getByRole("button", { name: "Connect to Slack" }));
  await consent.getByRole("button", { name: "Allow" }).click();
  const card = page.getByRole("region", { name: /Function created: \w+ v1/ });
  await sees(card);
  await answered();
  await card.getByRole("button", { name: "Run", exact: true }).click();
  await sees(
    card
      .getByText(/It would do this/i)
      .or(card.locator(".would"))
      .first(),
  );
  await picture("chat-card-rehearsed");
  await card.locator(".first-run").getByRole("button").first().click();
  await sees(card.getByText("Succeeded"));
  await hasNoBarriers("chat-card");
  await card.getByRole("button", { name: "Dry run" }).click();
  await sees(card.locator(".would"));
  await page.setViewportSize({ width: 375, height: 760 });
  expect(await overflowOf(page)).toBe(0);
  expect(await namelessIn(page)).toEqual([]);
  await picture("chat-card-375");
  await page.setViewportSize({ width: 1280, height: 860 });
});

test("what was changed in the code unfolds in the card, and the message that asked for it keeps what was made", async () => {
  await say("Post it to #random instead");
  const card = browser.page.getByRole("region", { name: /Function updated: \w+ v2/ });
  await sees(card);
  await answered();
  await card.getByText("What changed").click();
  await sees(card.locator(".diff-added", { hasText: "#random" }));
  const said = log().getByRole("article", { name: "You said" }).first();
  await said.hover();
  await said.getByRole("button", { name: "Say it otherwise" }).click();
  await sees(log().getByText(/What was made stays as it is: .*\w+/));
  await browser.page.keyboard.press("Escape");
});

test("an answer that did not get through is tried again from where it stands", async () => {
  const { page } = browser;
  await page.route("**/api/chat", (route) => route.abort());
  await say("Which functions are there?");
  await sees(log().getByText(/Patchbay does not answer/));
  await picture("chat-failure");
  await page.unroute("**/api/chat");
  consoleErrors.length = 0;
  await log().getByRole("button", { name: "Try again" }).click();
  await answered();
  await page.reload();
  await sees(log().getByText("Which functions are there?", { exact: true }));
  expect(await log().getByText("Which functions are there?", { exact: true }).count()).toBe(1);
});

test("nothing went wrong in the console", () => {
  expect(consoleErrors).toEqual([]);
});
