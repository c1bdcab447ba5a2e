import { expect, test } from "vitest";
import { barriersIn } from "./axe.ts";
import { hasFocus, openBrowser, overflowOf, sees } from "./page.ts";

/** What the editor does for who writes code, and the chat beside it. */
const browser = openBrowser();
const { consoleErrors, picture, say } = browser;
const name = "postToProductUpdates";

const button = (label: string) => browser.page.getByRole("button", { name: label, exact: true });
const editor = () => browser.page.getByRole("textbox", { name: `Code of ${name}, to edit` });
const options = () => browser.page.getByRole("listbox", { name: "Completions" });
const current = async () => (await browser.server.json(`/api/functions/${name}`)).body;

async function write(code: string) {
  await editor().focus();
  await browser.page.keyboard.press("ControlOrMeta+a");
  await browser.page.keyboard.insertText(code);
}

test("addresses of operations are suggested, with what they do", async () => {
  const { page } = browser;
  await browser.enter();
  await say("Send a Slack message to #product-updates when this function runs");
  await page.getByRole("button", { name: "Skip" }).click();
  await sees(page.getByText(new RegExp(`Function created: ${name} v1`)));
  consoleErrors.length = 0;
  await page.goto(`${browser.server.origin}/code/${name}`);
  await button("Edit the code").click();
  await sees(editor());
  await write('export default async () => {\n  await fetch("https://slack.com/api/chat.postM');
  await page.keyboard.press("ControlOrMeta+Space");
  await sees(options().getByRole("option", { name: /chat\.postMessage/ }));
  await sees(page.getByText("Send a message", { exact: true }));
  await picture("edit-complete");
  await page.waitForTimeout(100);
  await page.keyboard.press("Enter");
  await sees(editor().getByText("https://slack.com/api/chat.postMessage"));
});

test("so are the inputs of the operation that is called", async () => {
  const { page } = browser;
  await write(
    'export default async () => {\n  await slack("chat.postMessage", { thread_t });\n};\n',
  );
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ControlOrMeta+Space");
  await sees(options().getByRole("option", { name: /thread_ts/ }));
  await sees(page.getByText("Timestamp (ts) of the message to answer in its thread"));
  await page.keyboard.press("Escape");
});

test("a name that is pointed at is explained", async () => {
  const { page } = browser;
  await editor().getByText('"chat.postMessage"').hover();
  const note = page.locator(".editor-note");
  await sees(note.getByText("slack.chat.postMessage"));
  await sees(note.getByText("Needs chat:write"));
  await page.mouse.move(0, 0);
});

test("text is found and replaced, code is put in order", async () => {
  const { page } = browser;
  await write("export default ():Response=>Response.json('one')\n");
  await page.keyboard.press("ControlOrMeta+f");
  const find = page.getByRole("textbox", { name: "Find" });
  await find.fill("one");
  await page.getByRole("textbox", { name: "Replace" }).fill("two");
  await picture("edit-find");
  expect(await barriersIn(page)).toEqual([]);
  await page.getByRole("button", { name: "replace all" }).click();
  await sees(editor().getByText("'two'"));
  await page.keyboard.press("Escape");
  await button("Format").click();
  await sees(editor().getByText('export default (): Response => Response.json("two");'));
  await write("export default (\n");
  await button("Format").click();
  await sees(page.getByText(/does not parse, so that it cannot be put in order/));
});

test("its keys are told, also how it is left", async () => {
  const { page } = browser;
  await button("Keys").click();
  const keys = page.getByRole("dialog", { name: "Keys" });
  await sees(keys.getByText(/press Escape, then Tab/));
  await picture("edit-keys");
  await page.keyboard.press("Escape");
  await keys.waitFor({ state: "detached" });
  expect(await hasFocus(button("Keys"))).toBe(true);
  await button("Cancel").click();
  await button("Discard").click();
  await sees(button("Edit the code"));
});

test("a change by prompt beside the code is shown with what changed", async () => {
  const { page } = browser;
  await button("Open the chat").click();
  const panel = page.getByRole("complementary", { name: /^Chat about / });
  const message = panel.getByRole("textbox", { name: "Message" });
  await message.fill("Post it to #general instead");
  await message.press("Enter");
  await panel.getByRole("button", { name: "Skip" }).click();
  const news = page.getByRole("region", { name: "Version 2 came while you were here" });
  await sees(news.locator(".cm-changedLine", { hasText: "#general" }).first());
  await sees(news.getByText(/“Post it to #general instead”/));
  await picture("prompt-beside");
  await news.getByRole("button", { name: "Show the code only" }).click();
  expect((await current()).version).toBe(2);
});

test("what was typed by hand outlives a change by prompt, and the person says which stands", async () => {
  const { page } = browser;
  await button("Edit the code").click();
  await write(`${(await current()).code}// mine\n`);
  await sees(page.getByText("The checks find nothing wrong."));
  const panel = page.getByRole("complementary", { name: /^Chat about / });
  const message = panel.getByRole("textbox", { name: "Message" });
  await message.fill("Post it to #random instead");
  await message.press("Enter");
  await panel.getByRole("button", { name: "Skip" }).click();
  const notice = page.getByRole("region", { name: "Version 3 was saved while you were typing" });
  await sees(notice.locator(".cm-changedLine", { hasText: "// mine" }).first());
  await sees(editor().getByText("// mine"));
  await notice.getByRole("button", { name: "Go on from version 3" }).click();
  await sees(page.getByText("Your text from before"));
  await button("Cancel").click();
  await button("Discard").click();
  expect((await current()).code).toContain("#random");
});

test(
  "code and versions are without barriers and fit a narrow screen",
  { timeout: 90_000 },
  async () => {
    const { page } = browser;
    await button("Close the chat").click();
    for (const tab of ["", "/versions"]) {
      await page.goto(`${browser.server.origin}/code/${name}${tab}`);
      await sees(page.locator("pre.code, .side-by-side-code .cm-editor").first());
      expect(await barriersIn(page)).toEqual([]);
      await page.setViewportSize({ width: 375, height: 860 });
      expect(await overflowOf(page)).toBe(0);
      await picture(`function${tab.replace("/", "-")}-375`);
      await page.setViewportSize({ width: 1280, height: 860 });
    }
    await page.emulateMedia({ colorScheme: "dark" });
    await page.reload();
    await sees(page.locator(".side-by-side-code .cm-editor").first());
    await picture("versions-dark");
  },
);

test("the editors need no inline style element", async () => {
  const { page } = browser;
  expect(await page.evaluate("document.querySelectorAll('style').length")).toBe(0);
  expect(await page.evaluate("document.adoptedStyleSheets.length > 0")).toBe(true);
});

test("the page held its policy and had no errors but the refusal it asked for", () => {
  expect(consoleErrors.filter((text) => !/status of 400/.test(text))).toEqual([]);
});
