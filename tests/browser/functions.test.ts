import { expect, test } from "vitest";
import { hasFocus, openBrowser, overflowOf, sees } from "./page.ts";

/** What can be done with functions as a whole, and with their versions. */
const browser = openBrowser();
const { consoleErrors, picture, say } = browser;

const helloOf = (text: string) =>
  `export default (): Response => Response.json(${JSON.stringify(text)});\n`;

async function put(name: string, code: string) {
  const { etag } = (await browser.server.json(`/api/functions/${name}`)).body;
  const answer = await browser.server.fetch(`/api/functions/${name}`, {
    method: "PUT",
    headers: {
      "content-type": "application/json",
      ...(etag ? { "if-match": `"${etag}"` } : { "if-none-match": "*" }),
    },
    body: JSON.stringify({ code }),
  });
  expect([200, 201]).toContain(answer.status);
}

const names = async () =>
  (await browser.server.json("/api/functions")).body.functions.map(
    ({ name }: { readonly name: string }) => name,
  );

async function open(path: string) {
  await browser.page.goto(`${browser.server.origin}/code${path}`);
}

const dialog = (name: string) => browser.page.getByRole("dialog", { name });
const button = (name: string) => browser.page.getByRole("button", { name, exact: true });

test("each version says what made it, and what it may do more or less", async () => {
  const { page } = browser;
  await browser.enter();
  await say("Send a Slack message to #product-updates when this function runs");
  await page.getByRole("button", { name: "Skip" }).click();
  await sees(page.getByText(/Function created: postToProductUpdates v1/));
  consoleErrors.length = 0;
  const { body } = await browser.server.json("/api/functions/postToProductUpdates");
  await put("postToProductUpdates", `${body.code}\n// mine\n`);
  await put("postToProductUpdates", helloOf("no call left"));
  await open("/postToProductUpdates/versions");
  const versions = page.getByRole("list", { name: "Versions" });
  await sees(versions.getByText("By prompt"));
  await sees(versions.getByText("“Send a Slack message to #product-updates when this function"));
  expect(await versions.getByText("By hand over the API").count()).toBe(2);
  const changes = page.getByRole("region", { name: "Changes from version 2 to 3" });
  await sees(changes.locator(".cm-merge-b .cm-changedLine", { hasText: "no call left" }));
  await sees(changes.getByText("No longer calls"));
  await sees(changes.getByText("slack.chat.postMessage", { exact: true }));
  await sees(changes.getByText("Slack: Send messages chat:write"));
  await picture("versions");
});

test("side by side where there is room, in one column where there is not", async () => {
  const { page } = browser;
  await page.emulateMedia({ reducedMotion: "reduce" });
  const region = page.getByRole("region", { name: "Changes from version 2 to 3" });
  const placeOf = async (selector: string) => {
    const line = region.locator(selector).first();
    await sees(line);
    return (await line.boundingBox())?.x ?? 0;
  };
  const added = ".cm-merge-b .cm-changedLine";
  await page.setViewportSize({ width: 1280, height: 860 });
  const beside = await placeOf(".cm-merge-a .cm-changedLine");
  expect(await placeOf(added)).toBeGreaterThan(beside + 300);
  await page.setViewportSize({ width: 375, height: 860 });
  // Seen once it is one column.
  const above = await placeOf(".cm-deletedChunk");
  expect(await placeOf(added)).toBeLessThan(above + 30);
  expect(await overflowOf(page)).toBe(0);
  await picture("versions-375");
  await page.setViewportSize({ width: 1280, height: 860 });
});

test("the changes can be gone through by keyboard, and are said in words", async () => {
  const { page } = browser;
  const region = page.getByRole("region", { name: "Changes from version 2 to 3" });
  await button("Next change").focus();
  await page.keyboard.press("Enter");
  await sees(region.getByText(/^Change 1 of 1: removed lines 1 to \d+; added line 1$/));
});

test("any two versions can be compared", async () => {
  const { page } = browser;
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.getByRole("button", { name: "Show what version 2 changed" }).click();
  const changes = page.getByRole("region", { name: "Changes from version 1 to 2" });
  await sees(changes.locator(".cm-merge-b .cm-changedLine", { hasText: "// mine" }));
  await page.getByLabel("Compare version 2 with").selectOption("3");
  await sees(
    page
      .getByRole("region", { name: "Changes from version 3 to 2" })
      .locator(".cm-merge-a .cm-changedLine", { hasText: "no call left" })
      .first(),
  );
  await page.getByRole("button", { name: "Show what version 1 changed" }).click();
  const first = page.getByRole("region", { name: "This is the first version." });
  await sees(first.getByText("Slack: Send messages chat:write"));
});

test("an older version is restored as a new one", async () => {
  const { page } = browser;
  await button("Restore version 1").click();
  await sees(page.getByText("Restored, as version 4."));
  await button("Undo").click();
  await sees(page.getByText("Restored, as version 5."));
  await sees(page.getByRole("list", { name: "Versions" }).getByText("Restored from version 3"));
  await sees(page.getByRole("list", { name: "Versions" }).getByText("Restored from version 1"));
});

test("a name that is taken is said at the field; another one renames", async () => {
  const { page } = browser;
  await put("process-order", helloOf("order"));
  await open("/process-order");
  await button("Rename").click();
  const rename = dialog("Rename process-order");
  const field = rename.getByRole("textbox", { name: "Name" });
  await field.fill("postToProductUpdates");
  await page.keyboard.press("Enter");
  await sees(rename.locator(".field-problem", { hasText: "postToProductUpdates" }));
  expect(await field.getAttribute("aria-invalid")).toBe("true");
  await picture("rename-taken");
  await field.fill("not a name");
  await page.keyboard.press("Enter");
  await sees(rename.locator(".field-problem", { hasText: "must be letters" }));
  await field.fill("take-order");
  await page.keyboard.press("Enter");
  await sees(page.getByRole("heading", { level: 1, name: /take-order v2/ }));
  expect(new URL(page.url()).pathname).toBe("/code/take-order");
  expect(await names()).toEqual(expect.arrayContaining(["take-order"]));
  expect(await names()).not.toContain("process-order");
});

test("what is typed follows its function to another name", async () => {
  const { page } = browser;
  await button("Edit the code").click();
  const editor = page.getByRole("textbox", { name: "Code of take-order, to edit" });
  await editor.press("ControlOrMeta+End");
  await page.keyboard.insertText("// later");
  await sees(page.getByText("Unsaved"));
  await button("Rename").click();
  await dialog("Rename take-order").getByRole("textbox").fill("process-order");
  await page.keyboard.press("Enter");
  const moved = page.getByRole("textbox", { name: "Code of process-order, to edit" });
  await sees(moved.getByText("// later"));
  await button("Cancel").click();
  await button("Discard").click();
  await sees(button("Edit the code"));
});

test("Escape closes a dialog, and the focus is back where it was", async () => {
  const { page } = browser;
  await button("Duplicate").focus();
  await page.keyboard.press("Enter");
  await sees(dialog("Duplicate process-order"));
  await page.keyboard.press("Escape");
  await dialog("Duplicate process-order").waitFor({ state: "detached" });
  expect(await hasFocus(button("Duplicate"))).toBe(true);
});

test("a copy is a function of its own", async () => {
  const { page } = browser;
  await button("Duplicate").click();
  await dialog("Duplicate process-order").getByRole("textbox").fill("copy-of-order");
  await page.keyboard.press("Enter");
  await sees(page.getByRole("heading", { level: 1, name: /copy-of-order v1/ }));
  await page.getByRole("link", { name: "Versions", exact: true }).click();
  await sees(page.getByRole("list", { name: "Versions" }).getByText("Copied"));
  expect(await names()).toEqual(expect.arrayContaining(["process-order", "copy-of-order"]));
});

test("deleting can be undone at once", async () => {
  const { page } = browser;
  await button("Delete").click();
  await sees(page.getByText("copy-of-order was deleted."));
  await sees(page.getByRole("list", { name: "Functions" }));
  expect(await names()).not.toContain("copy-of-order");
  await picture("deleted");
  await button("Undo").click();
  await sees(page.getByRole("heading", { level: 1, name: /copy-of-order v1/ }));
  expect(await names()).toContain("copy-of-order");
});

test("and later, from the list of deleted ones", async () => {
  const { page } = browser;
  await button("Delete").click();
  await sees(page.getByText("copy-of-order was deleted."));
  await button("Close").click();
  await page.reload();
  await page.getByText("Deleted (1)").click();
  await button("Restore copy-of-order").click();
  await sees(page.getByRole("list", { name: "Functions" }).getByText("copy-of-order"));
  expect(await page.getByText("Deleted (1)").count()).toBe(0);
  expect(await names()).toContain("copy-of-order");
});

test("the page held its policy and had no errors but the refusals it asked for", () => {
  expect(consoleErrors.filter((text) => !/status of 4(00|09)/.test(text))).toEqual([]);
});
