import { expect, test } from "vitest";
import { hasFocus, openBrowser, overflowOf, sees } from "./page.ts";

/** A change by prompt that meets lines edited by hand: the person says which stay. */
const browser = openBrowser();
const { consoleErrors, picture, say } = browser;

const path = "/api/functions/postToGeneral";
const current = async () => (await browser.server.json(path)).body;
const form = () => browser.page.getByRole("region", { name: "Patchbay needs to know" });

/** The code as an editor elsewhere would save it. */
async function byHand(edit: (code: string) => string) {
  const { code, etag } = await current();
  const response = await browser.server.fetch(path, {
    method: "PUT",
    headers: { "content-type": "application/json", "if-match": `"${etag}"` },
    body: JSON.stringify({ code: edit(code) }),
  });
  expect(response.status).toBe(200);
  return edit(code);
}

test("both sides of the lines are shown, and nothing is saved", async () => {
  const { page } = browser;
  await browser.enter();
  await say('Post "hello" to #general in Slack when I press Run');
  const popup = await browser.popupFrom(page.getByRole("button", { name: "Connect to Slack" }));
  await popup.getByRole("button", { name: "Allow" }).click();
  await sees(page.getByText("Function created: postToGeneral v1"));
  consoleErrors.length = 0;
  await byHand((code) => code.replace('text: "hello"', 'text: "hello".toUpperCase()'));
  await say('change the text to "good day"');
  await sees(page.getByText(/Not saved yet: the change meets 1 place of postToGeneral/));
  await sees(form().getByText('text: "hello".toUpperCase(),'));
  await sees(form().getByText('text: "good day",'));
  expect(await form().getByRole("textbox").count()).toBe(0);
  expect((await current()).version).toBe(2);
  await picture("conflict");
  await page.setViewportSize({ width: 375, height: 860 });
  expect(await overflowOf(page)).toBe(0);
  await page.setViewportSize({ width: 1280, height: 860 });
});

test("the choice is sent by keyboard, and my lines stay", async () => {
  const { page } = browser;
  const send = form().getByRole("button", { name: "Send the answer" });
  expect(await send.isDisabled()).toBe(true);
  await form().getByRole("radio", { name: "Keep my lines" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  expect(await hasFocus(form().getByRole("radio", { name: "Take the new lines" }))).toBe(true);
  await page.keyboard.press("ArrowUp");
  await send.focus();
  await page.keyboard.press("Enter");
  await sees(page.getByText("Function updated: postToGeneral v3"));
  const { code } = await current();
  expect(code).toContain('text: "hello".toUpperCase()');
  await sees(page.locator(".questions dd", { hasText: "Keep my lines" }));
  await page.reload();
  await sees(page.locator(".questions dd", { hasText: "Keep my lines" }));
});

test("or the new lines are taken", async () => {
  const { page } = browser;
  await say('change the text to "good evening"');
  await form().getByText("Take the new lines").click();
  await form().getByRole("button", { name: "Send the answer" }).click();
  await sees(page.getByText("Function updated: postToGeneral v4"));
  expect((await current()).code).toContain('text: "good evening"');
});

test("the page held its policy and had no errors", () => {
  expect(consoleErrors).toEqual([]);
});
