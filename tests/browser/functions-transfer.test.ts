import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { hasFocus, openBrowser, overflowOf, sees } from "./page.ts";

/** Functions that leave as files, and come as files. */
const browser = openBrowser();
const { consoleErrors, picture, say } = browser;

const dialog = (name: string) => browser.page.getByRole("dialog", { name });

test("an export is shown file by file, for each target", async () => {
  const { page } = browser;
  await browser.enter();
  await say("Send a Slack message to #product-updates when this function runs");
  await page.getByRole("button", { name: "Skip" }).click();
  await sees(page.getByText(/Function created: postToProductUpdates v1/));
  consoleErrors.length = 0;
  await page.getByRole("link", { name: "Open", exact: true }).click();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const shown = dialog("Export postToProductUpdates");
  const files = shown.getByRole("list", { name: "Files" });
  await files.getByText("entry.ts", { exact: true }).click();
  await sees(files.getByRole("region", { name: "entry.ts" }).getByText("#product-updates"));
  await sees(files.getByRole("button", { name: "Copy entry.ts" }));
  await picture("export");
  await shown.getByRole("radio", { name: "Deno Deploy" }).focus();
  await page.keyboard.press("ArrowDown");
  expect(await hasFocus(shown.getByRole("radio", { name: "Cloudflare Workers" }))).toBe(true);
  await sees(files.getByText("wrangler.jsonc"));
  await page.setViewportSize({ width: 375, height: 860 });
  expect(await overflowOf(page)).toBe(0);
  await picture("export-375");
  await page.setViewportSize({ width: 1280, height: 860 });
});

test("and comes as one archive with everything in its place", async () => {
  const { page } = browser;
  const shown = dialog("Export postToProductUpdates");
  await shown.getByText("Base44").click();
  await sees(shown.getByText("base44/functions/postToProductUpdates/entry.ts", { exact: true }));
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    shown.getByRole("button", { name: /^Download/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("postToProductUpdates-base44.tar");
  const folder = mkdtempSync(join(tmpdir(), "patchbay-export-"));
  try {
    const archive = join(folder, "archive.tar");
    await download.saveAs(archive);
    execFileSync("tar", ["-xf", archive, "-C", folder]);
    const { body } = await browser.server.json(
      "/api/functions/postToProductUpdates/export?target=base44",
    );
    for (const { path, text } of body.files)
      expect(readFileSync(join(folder, path), "utf8")).toBe(text);
    expect(readdirSync(join(folder, "base44", "connectors"))).toEqual(["slackbot.jsonc"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  await page.keyboard.press("Escape");
  await shown.waitFor({ state: "detached" });
});

const order = `export default async (): Promise<Response> => {
  const answer = await fetch("https://slack.com/api/chat.postMessage", { method: "POST" });
  return Response.json(await answer.json());
};
`;
const project = (text: string) => ({
  "my-app/base44/functions/process-order/entry.ts": text,
  "my-app/base44/functions/process-order/function.jsonc": '{ "name": "process-order" } // ours',
  "my-app/base44/functions/broken/entry.ts": "export default (",
  "my-app/base44/connectors/slackbot.jsonc": '{ "type": "slackbot", "scopes": [] }',
  "my-app/node_modules/x/entry.ts": "export default 1;",
});

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-import-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** As the system would: no event of the page's own can hold a folder. */
async function drop(path: string, on: Locator) {
  const { page } = browser;
  const box = await on.boundingBox();
  const session = await page.context().newCDPSession(page);
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", {
      type,
      x: (box?.x ?? 0) + 20,
      y: (box?.y ?? 0) + 20,
      data: { items: [], files: [path], dragOperationsMask: 1 },
    });
}

const names = async () =>
  (await browser.server.json("/api/functions")).body.functions.map(
    ({ name }: { readonly name: string }) => name,
  );
const imports = () => dialog("Import functions");
const item = (name: string) => imports().locator(".import-list > li", { hasText: name });

test("what would become of each function of a folder is said first", async () => {
  const { page } = browser;
  const folder = folderOf(project(order));
  try {
    await page.getByRole("link", { name: "Functions", exact: true }).click();
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await imports().getByLabel("Choose a folder").setInputFiles(join(folder, "my-app"));
    await sees(item("process-order").getByText("New", { exact: true }));
    await sees(item("process-order").getByText("slack.chat.postMessage"));
    await sees(item("broken").getByText("Cannot be imported"));
    await sees(item("broken").getByRole("list", { name: "Findings" }));
    expect(await names()).toEqual(["postToProductUpdates"]);
    await picture("import");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("then it is imported, byte for byte", async () => {
  const { page } = browser;
  await imports().getByRole("button", { name: "Import 1 function" }).click();
  await sees(item("process-order").getByText("Created"));
  await item("process-order").getByRole("link", { name: "process-order" }).click();
  await sees(page.getByRole("heading", { level: 1, name: /process-order v1/ }));
  const { body } = await browser.server.json("/api/functions/process-order");
  expect(body).toMatchObject({ code: order, madeBy: { what: "import" } });
});

test("a folder that is dropped goes the same way, and follows the version there is", async () => {
  const { page } = browser;
  await page.getByRole("link", { name: "All functions" }).click();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const folder = folderOf(project(`// again\n${order}`));
  try {
    await drop(join(folder, "my-app"), imports().locator(".import-place"));
    await sees(item("process-order").getByText("Would follow version 1"));
  } finally {
    rmSync(folder, { recursive: true });
  }
  await imports().getByRole("button", { name: "Import 1 function" }).click();
  await sees(item("process-order").getByText("New version"));
  const { body } = await browser.server.json("/api/functions/process-order");
  expect(body).toMatchObject({ version: 2, code: `// again\n${order}` });
  await imports().getByRole("button", { name: "Close" }).last().click();
  await sees(page.getByRole("list", { name: "Functions" }).getByText("process-order"));
});

test("the page held its policy and had no errors", () => {
  expect(consoleErrors).toEqual([]);
});
