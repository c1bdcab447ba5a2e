import { afterAll, beforeAll, expect, test } from "vitest";
import { openFilled, screensOf } from "./filled.ts";
import { sees } from "./page.ts";

/** Nothing on any screen does what the page's policy forbids: no style in markup, nothing from elsewhere. */
const { browser, fill, close } = openFilled();
const violations: string[] = [];
beforeAll(async () => {
  await fill();
  const { page } = browser;
  await page.exposeFunction("tellViolation", (text: string) => violations.push(text));
  await page.addInitScript(`addEventListener("securitypolicyviolation", (event) =>
    tellViolation([location.pathname, event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber, event.sample].join(" ")))`);
  await browser.enter();
}, 180_000);
afterAll(close);

async function open(path: string) {
  const { page, server } = browser;
  await page.goto(`${server.origin}${path}`);
  await sees(page.getByRole("heading", { level: 1 }).first());
  await page.waitForLoadState("networkidle");
}

test("the policy allows no style in markup", async () => {
  const { headers } = await browser.server.fetch("/");
  expect(headers.get("content-security-policy")).toMatch(/style-src 'self';/);
});

test(
  "no screen breaks the policy, nor does a dialog, menu or popover",
  { timeout: 240_000 },
  async () => {
    const { page } = browser;
    const opened: string[] = [];
    for (const path of await screensOf(browser.server)) {
      await open(path);
      const opens = page.locator("main [aria-haspopup], main summary, main [role=tab]");
      for (let at = 0; at < Math.min(await opens.count(), 12); at += 1) {
        const one = opens.nth(at);
        if (!(await one.isVisible()) || !(await one.isEnabled())) continue;
        opened.push(`${path} ${(await one.getAttribute("aria-label")) ?? (await one.innerText())}`);
        await one.click();
        await page.keyboard.press("Escape");
      }
    }
    expect(opened.length).toBeGreaterThan(20);
    expect(violations).toEqual([]);
  },
);

test.each([
  ["/code", "Import"],
  ["/code", "New from code"],
  ["/code/listDeals", "Export"],
  ["/pages", "New page"],
  ["/pages/deals/edit", "Add a block"],
  ["/automations", "Add"],
  ["/browse/slack", "Connect"],
  ["/secrets", "Add a secret"],
  ["/settings", "New key"],
])("what %s opens with “%s” keeps to it", async (path, name) => {
  const { page } = browser;
  await open(path);
  await page.getByRole("button", { name }).first().click();
  await page.waitForLoadState("networkidle");
  expect(violations).toEqual([]);
});

test("how a page is embedded keeps to it", async () => {
  const { page } = browser;
  await open("/pages/deals/edit");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Embed in another site" }).click();
  await sees(page.getByRole("dialog"));
  expect(violations).toEqual([]);
});

test("the search for chats and the editor with its search keep to it", async () => {
  const { page } = browser;
  await open("/code/listDeals");
  await page.keyboard.press("ControlOrMeta+k");
  await sees(page.getByRole("combobox", { name: /Search chats/ }));
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Edit the code" }).click();
  await page.getByRole("textbox", { name: /to edit/ }).focus();
  await page.keyboard.press("ControlOrMeta+f");
  await sees(page.locator(".cm-search"));
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("const a = fetch.");
  expect(await page.locator(".cm-line").allTextContents()).toEqual(["const a = fetch."]);
  await page.keyboard.press("Control+Space");
  await page.waitForTimeout(500);
  expect(violations).toEqual([]);
});
