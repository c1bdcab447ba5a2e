import { expect, test } from "vitest";
import { openBrowser, hasFocus, overflowOf, sees } from "./page.ts";

/** A function on one side, a chat about it on the other. */
const browser = openBrowser();
const { consoleErrors, picture, say } = browser;

const panel = () => browser.page.getByRole("complementary", { name: /^Chat about / });
const message = () => panel().getByRole("textbox", { name: "Message" });

test("the chat beside a function is opened, and what is written is about that function", async () => {
  const { page } = browser;
  await browser.enter();
  consoleErrors.length = 0;
  await say("Send a Slack message to #product-updates when this function runs");
  await page.getByRole("button", { name: "Skip" }).click();
  await sees(page.getByText(/Function created: \w+ v1/));
  await page.getByRole("link", { name: "Open", exact: true }).click();
  await sees(page.locator(".cm-content, pre").filter({ hasText: "product-updates" }).first());
  await page.getByRole("button", { name: "Open the chat" }).click();
  await sees(panel());
  await expect.poll(() => hasFocus(message())).toBe(true);
  await picture("beside-empty");
  await message().fill("Post it to #general instead");
  await message().press("Enter");
  await panel().getByRole("button", { name: "Skip" }).click();
  await sees(panel().getByText(/Function updated: \w+ v2/));
  await sees(page.getByRole("heading", { level: 1 }).getByText("v2"));
  await sees(page.locator(".cm-content, pre").filter({ hasText: "#general" }).first());
  await picture("beside");
});

test("it is there again after a reload, with what was said and as wide as it was made", async () => {
  const { page } = browser;
  const separator = page.getByRole("separator", { name: "Width of the chat" });
  await separator.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  expect(await separator.getAttribute("aria-valuenow")).toBe("448");
  const box = await separator.boundingBox();
  await page.mouse.move(box?.x ?? 0, 400);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) + 48, 420, { steps: 4 });
  await page.mouse.up();
  await page.reload();
  await sees(panel().getByText("Post it to #general instead"));
  expect(await separator.getAttribute("aria-valuenow")).toBe("400");
  expect((await panel().boundingBox())?.width).toBe(400);
  expect(await hasFocus(message())).toBe(false);
});

test("a new chat is begun, the earlier one is chosen again, and the panel stays closed once closed", async () => {
  const { page } = browser;
  await panel().getByRole("button", { name: "New chat about this" }).click();
  await sees(panel().getByText(/“It” is this function/));
  await panel().getByRole("button", { name: "What does it do?" }).click();
  expect(await message().inputValue()).toBe("What does it do?");
  await panel().getByRole("button", { name: "Earlier chats about this" }).click();
  await page.getByRole("menuitem", { name: /Post it to #general instead/ }).click();
  await sees(panel().getByText(/Function updated/));
  await panel().getByRole("button", { name: "Close the chat" }).click();
  await page.reload();
  await sees(page.getByRole("button", { name: "Open the chat" }));
  expect(await panel().count()).toBe(0);
});

test("on a narrow screen it comes over the page, and Escape gives the focus back", async () => {
  const { page } = browser;
  await page.setViewportSize({ width: 375, height: 760 });
  const open = page.getByRole("button", { name: "Chat", exact: true });
  await open.click();
  const sheet = page.getByRole("dialog", { name: /^Chat about / });
  await sees(sheet.getByText("Post it to #general instead"));
  await picture("beside-375");
  expect(await overflowOf(page)).toBe(0);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  expect(await hasFocus(open)).toBe(true);
  await page.setViewportSize({ width: 1280, height: 860 });
});

test("nothing went wrong in the console", () => {
  expect(consoleErrors).toEqual([]);
});
