import type { Route } from "playwright-core";
import { expect, test } from "vitest";
import { hasFocus, openBrowser, overflowOf, sees } from "./page.ts";

/** Code that a person edits in the page, and what may come between. */
const browser = openBrowser();
const { consoleErrors, picture } = browser;

const codeOf = (text: string) => `export default async function notify(): Promise<Response> {
  const answer = await fetch("https://slack.com/api/chat.postMessage", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ channel: "#general", text: ${JSON.stringify(text)} }),
  });
  return Response.json(await answer.json());
}
`;

const path = "/api/functions/notify";
const editor = () => browser.page.getByRole("textbox", { name: "Code of notify, to edit" });
const status = () => browser.page.locator(".code-edit-foot [role=status]");
const findings = () => browser.page.getByRole("list", { name: "Findings" });
const edit = () => browser.page.getByRole("button", { name: "Edit the code" });
const saveKey = () => browser.page.keyboard.press("ControlOrMeta+s");

/** Another writer, who holds the key. */
async function put(code: string) {
  const { etag } = (await browser.server.json(path)).body ?? {};
  const answer = await browser.server.fetch(path, {
    method: "PUT",
    headers: {
      "content-type": "application/json",
      ...(etag ? { "if-match": `"${etag}"` } : { "if-none-match": "*" }),
    },
    body: JSON.stringify({ code }),
  });
  expect([200, 201]).toContain(answer.status);
}

async function saved() {
  const { body } = await browser.server.json(path);
  return { version: body.version, code: body.code, madeBy: body.madeBy };
}

/** In place of what a person would type: everything selected and put in its place. */
async function write(code: string) {
  await editor().focus();
  await browser.page.keyboard.press("ControlOrMeta+a");
  await browser.page.keyboard.insertText(code);
}

test("the code opens in an editor that says what the checks find while it is typed", async () => {
  const { page } = browser;
  await browser.enter();
  await sees(page.getByRole("heading", { name: "What should connect?" }));
  consoleErrors.length = 0;
  await put(codeOf("one"));
  await page.goto(`${browser.server.origin}/code/notify`);
  await edit().click();
  await sees(editor());
  await sees(status().getByText("The checks find nothing wrong."));
  await write(codeOf("two").replace("Promise<Response>", "Promise<string>"));
  await sees(findings().getByText("Error"));
  await sees(status().getByText(/1 error/));
  await picture("edit-error");
});

test("a finding leads to its place", async () => {
  const { page } = browser;
  await findings()
    .getByRole("button", { name: /Error 7:3/ })
    .click();
  expect(await hasFocus(editor())).toBe(true);
  await page.keyboard.press("Escape");
  await sees(page.locator(".cm-gutter-lint .cm-lint-marker-error"));
  await sees(page.locator(".cm-activeLine", { hasText: "return Response.json" }));
});

test("an error keeps it from being saved, and a reload loses nothing", async () => {
  const { page } = browser;
  await editor().focus();
  await saveKey();
  await sees(status().getByText(/Not saved/));
  expect(await saved()).toMatchObject({ version: 1, code: codeOf("one") });
  await page.reload();
  await sees(editor().getByText("Promise<string>"));
  await page.getByRole("link", { name: "Versions", exact: true }).click();
  await sees(page.getByText("Unsaved"));
  await page.getByRole("link", { name: /^Code/ }).click();
  await sees(findings().getByText("Error"));
});

test("corrected, it is saved as the next version", async () => {
  const { page } = browser;
  await write(codeOf("two"));
  await sees(status().getByText("The checks find nothing wrong."));
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await sees(page.getByText("Saved as version 2."));
  expect(await saved()).toEqual({
    version: 2,
    code: codeOf("two"),
    madeBy: { what: "hand", via: "page" },
  });
  expect(await hasFocus(edit())).toBe(true);
});

test("what it would also need is said before it is saved, with the sentence of the permission", async () => {
  const { page } = browser;
  await page.keyboard.press("Enter");
  const more = codeOf("two").replace(
    "  return",
    `  await fetch("https://slack.com/api/reactions.add", { method: "POST" });\n  return`,
  );
  await write(more);
  await saveKey();
  const rights = page.locator(".rights");
  await sees(rights.getByText("This would also need", { exact: true }));
  await sees(rights.getByText("reactions:write"));
  await sees(rights.getByText(/Slack: /));
  await sees(rights.getByText("slack.reactions.add"));
  await sees(status().getByText(/Look below, then save again/));
  expect((await saved()).version).toBe(2);
  await picture("edit-rights");
  await editor().focus();
  await saveKey();
  await sees(page.getByText("Saved as version 3."));
  expect((await saved()).code).toBe(more);
});

test("what nobody granted yet is asked for on the function's page", async () => {
  const { page } = browser;
  const notice = page.getByRole("region", { name: /permissions that nobody granted yet/ });
  await sees(notice.getByText("reactions:write"));
  await notice.getByRole("button", { name: "Ask for them" }).click();
  const popup = await browser.popupFrom(page.getByRole("button", { name: "Connect to Slack" }));
  await popup.getByRole("button", { name: "Allow" }).click();
  await page.getByText("Action required").waitFor({ state: "detached" });
  expect(await notice.count()).toBe(0);
  expect((await browser.server.json(path)).body.missing).toEqual([]);
});

test("a newer text ends the check of an older one, whose answer is worth nothing by then", async () => {
  const { page } = browser;
  await edit().click();
  await sees(status().getByText("The checks find nothing wrong."));
  let release: (() => void) | undefined;
  const hold = (route: Route) => {
    release = () => void route.continue().catch(() => undefined);
  };
  await page.route("**/check", hold, { times: 1 });
  const begun = page.waitForRequest(/\/check$/);
  await write("export default 1 +;");
  const older = await begun;
  const ended = page.waitForEvent("requestfailed", (request) => request === older);
  await write(codeOf("newer"));
  await ended;
  release?.();
  await sees(status().getByText("The checks find nothing wrong."));
  expect(await findings().count()).toBe(0);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Discard" }).click();
});

test("Tab indents, and after Escape it leaves", async () => {
  const { page } = browser;
  await edit().click();
  await sees(editor());
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("Tab");
  await sees(editor().getByText("  export default"));
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  expect(await hasFocus(editor())).toBe(false);
});

test("cancelling asks first", async () => {
  const { page } = browser;
  const cancel = page.getByRole("button", { name: "Cancel" });
  const asked = page.getByRole("alertdialog", { name: "Discard what you have typed?" });
  await cancel.click();
  await asked.getByRole("button", { name: "Cancel" }).click();
  await sees(editor());
  await cancel.click();
  await asked.getByRole("button", { name: "Discard" }).click();
  await sees(page.getByText("Closed without saving."));
  expect((await saved()).version).toBe(3);
});

test("a version that came first is shown against mine; taking it keeps mine to copy", async () => {
  const { page } = browser;
  await edit().click();
  await write(codeOf("mine"));
  await sees(status().getByText("The checks find nothing wrong."));
  await put(codeOf("theirs"));
  await saveKey();
  const notice = page.getByRole("region", { name: "Version 4 was saved while you were typing" });
  await sees(notice.getByText(/By hand over the API/));
  await sees(notice.locator(".cm-merge-a .cm-changedLine", { hasText: '"theirs"' }));
  await sees(notice.locator(".cm-merge-b .cm-changedLine", { hasText: '"mine"' }));
  await picture("edit-meanwhile");
  await notice.getByRole("button", { name: "Go on from version 4" }).click();
  await sees(editor().getByText('"theirs"'));
  await page.reload();
  await page.getByText("Your text from before").click();
  await sees(page.getByRole("region", { name: "Your text from before" }).getByText('"mine"'));
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Discard" }).click();
});

test("or mine is saved on top of it", async () => {
  const { page } = browser;
  await edit().click();
  await write(codeOf("mine again"));
  await sees(status().getByText("The checks find nothing wrong."));
  await put(codeOf("theirs again"));
  await saveKey();
  await page.getByRole("button", { name: "Save mine on top" }).click();
  await sees(page.getByText("Saved as version 6."));
  expect((await saved()).code).toBe(codeOf("mine again"));
});

test("who comes back from another window sees what was changed there", async () => {
  const { page } = browser;
  await put(codeOf("from elsewhere"));
  await page.evaluate("dispatchEvent(new Event('focus'))");
  const news = page.getByRole("region", { name: "Version 7 came while you were here" });
  await sees(news.locator(".cm-merge-b .cm-changedLine", { hasText: "from elsewhere" }));
  await news.getByRole("button", { name: "Show the code only" }).click();
  await sees(page.getByRole("region", { name: "Code of notify" }).getByText("from elsewhere"));
});

test("what an older page left in the browser's storage is no hindrance", async () => {
  const { page } = browser;
  await page.evaluate(`sessionStorage.setItem("patchbay-draft notify", '{"code": 1}')`);
  await page.reload();
  await sees(edit());
});

test("the editor fits a narrow screen, in light and in dark", async () => {
  const { page } = browser;
  await edit().click();
  await sees(editor());
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [1280, 375]) {
      await page.setViewportSize({ width, height: 860 });
      expect(await overflowOf(page)).toBe(0);
      await picture(`editor-${colorScheme}-${width}`);
    }
  }
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.getByRole("button", { name: "Cancel" }).click();
});

test("the page held its policy and had no errors but the refusals it asked for", () => {
  expect(consoleErrors.filter((text) => !/status of 412/.test(text))).toEqual([]);
});
