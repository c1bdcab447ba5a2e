import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openBrowser, sees } from "./page.ts";

/** A function whose file is edited on disk, as its page shows it. */
const browser = openBrowser();
const { consoleErrors, picture } = browser;

const codeOf = (text: string) =>
  `export default (): Response => Response.json(${JSON.stringify(text)});\n`;
const broken = "export default (): Response => Response.json(1 +);\n";
const path = "/api/functions/hello";
const file = () => join(browser.server.dataDir, "functions", "hello", "entry.ts");
const current = async () => (await browser.server.json(path)).body;
const notice = () =>
  browser.page.getByRole("region", { name: "The file entry.ts on disk is not saved" });

async function put(code: string) {
  const { etag } = await current();
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

/** Comes back to the page until it shows what the server found meanwhile. */
async function comeBack() {
  await expect.poll(async () => (await current()).file?.status).toBeDefined();
  await browser.page.evaluate("dispatchEvent(new Event('focus'))");
}

test("a file that cannot be saved is said with its findings, and opens in the editor", async () => {
  const { page } = browser;
  await browser.server.server.watchFiles();
  await browser.enter();
  await sees(page.getByRole("heading", { name: "What should connect?" }));
  consoleErrors.length = 0;
  await put(codeOf("one"));
  await page.goto(`${browser.server.origin}/code/hello`);
  await sees(page.getByRole("button", { name: "Edit the code" }));
  writeFileSync(file(), broken);
  await comeBack();
  await sees(notice().getByText(/version 1 keeps running/));
  await sees(notice().getByRole("list", { name: "Findings" }));
  await picture("file-broken");
  await notice().getByRole("button", { name: "Open it in the editor" }).click();
  const editor = page.getByRole("textbox", { name: "Code of hello, to edit" });
  await sees(editor.getByText("Response.json(1 +);"));
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(codeOf("two"));
  await sees(page.getByText("The checks find nothing wrong."));
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await sees(page.getByText("Saved as version 2."));
});

test("the version is written over it only when that is said", async () => {
  const { page } = browser;
  expect(readFileSync(file(), "utf8")).toBe(broken);
  await comeBack();
  await notice().getByRole("button", { name: "Write version 2 over it" }).click();
  const asked = page.getByRole("alertdialog", { name: "Write version 2 over entry.ts?" });
  await asked.getByRole("button", { name: "Cancel" }).click();
  expect(readFileSync(file(), "utf8")).toBe(broken);
  await notice().getByRole("button", { name: "Write version 2 over it" }).click();
  await asked.getByRole("button", { name: "Write version 2 over it" }).click();
  await notice().waitFor({ state: "detached" });
  expect(readFileSync(file(), "utf8")).toBe(codeOf("two"));
});

test("the page held its policy and had no errors", () => {
  expect(consoleErrors).toEqual([]);
});
