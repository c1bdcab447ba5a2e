import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { openFilled, screensOf } from "./filled.ts";
import { hasFocus, sees } from "./page.ts";

/**
 * Every screen with something to show, gone through once: nothing jumps while it loads, its headings
 * are in order, the focus is seen wherever Tab leads, and nothing breaks the page's policy.
 */
const { browser, fill, close } = openFilled();

/** Of the shifts on a screen: https://web.dev/articles/cls, in which 0.1 is still called good. */
const mostShift = 0.05;
const mostStops = 60;
/** Dialogs, menus and popovers that are opened on one screen. */
const mostOpened = 12;

const violations: string[] = [];
/** What was found wrong on the way, as lines to read. */
const found = { jumps: [] as string[], headings: [] as string[], unseen: new Set<string>() };
const opened: string[] = [];

interface Shift {
  readonly value: number;
  readonly what: string;
}

const observe = `
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources, hadRecentInput } of list.getEntries())
      if (!hadRecentInput)
        shifts.push({ value, what: sources.map(({ node }) => (node?.className || node?.nodeName) ?? "").join(", ") });
  }).observe({ type: "layout-shift", buffered: true });`;

/** What had the focus before and looks the same without it, as HTML; and what has it now. */
const step = `(() => {
  for (const one of document.getAnimations()) if (one.effect.getComputedTiming().endTime < 5000) one.finish();
  const looks = (one) => {
    const { outline, boxShadow, borderColor, backgroundColor, textDecoration } = getComputedStyle(one);
    // A link that is stretched over its card has its outline there.
    const stretched = getComputedStyle(one, "::after").outline;
    return [outline, boxShadow, borderColor, backgroundColor, textDecoration, stretched].join();
  };
  const path = (one) => {
    const all = [];
    for (let at = one; at && all.length < 4; at = at.parentElement) all.push(at);
    return all;
  };
  const before = globalThis.lookedAt;
  const same = before && before.nodes[0].isConnected && before.nodes[0] !== document.activeElement
    && before.nodes.map(looks).join() === before.looks;
  const nodes = path(document.activeElement);
  // Within these the browser itself shows which part has the focus.
  const isFrame = document.activeElement.matches("iframe, input[type=date]");
  globalThis.lookedAt = isFrame || nodes[0] === document.body ? undefined : { nodes, looks: nodes.map(looks).join() };
  return { unseen: same ? before.nodes[0].outerHTML.slice(0, 160) : "", isBody: nodes[0] === document.body };
})()`;

beforeAll(async () => {
  await fill();
  const context = browser.page.context();
  await context.exposeFunction("tellViolation", (text: string) => violations.push(text));
  await context.addInitScript(`addEventListener("securitypolicyviolation", (event) =>
    tellViolation([location.pathname, event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber, event.sample].join(" ")))`);
  await browser.enter();
  for (const path of await screensOf(browser.server)) {
    // A page of its own each: what is there from the screen before would hide a jump.
    const page = await context.newPage();
    await page.addInitScript(observe);
    await page.emulateMedia({ reducedMotion: "no-preference" });
    await open(path, page);
    await jumpsOn(path, page);
    await headingsOn(path, page);
    await focusOn(path, page);
    await opensOn(path, page);
    await page.close();
  }
}, 600_000);
afterAll(close);

async function open(path: string, page = browser.page) {
  await page.goto(`${browser.server.origin}${path}`);
  await sees(page.getByRole("heading", { level: 1 }).first());
  await page.waitForLoadState("networkidle");
}

async function jumpsOn(path: string, page: Page) {
  // A shift is told with the frame after the one it came in.
  await page.evaluate(
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))",
  );
  const shifts = await page.evaluate<Shift[]>("shifts");
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  const words = shifts.map(({ value, what }) => `${value.toFixed(3)} ${what}`);
  if (sum >= mostShift) found.jumps.push(`${path} ${sum.toFixed(3)}: ${words.join("; ")}`);
}

async function headingsOn(path: string, page: Page) {
  const levels = await page.evaluate<number[]>(
    `[...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")].filter((one) => one.checkVisibility()).map(({ nodeName }) => Number(nodeName[1]))`,
  );
  const isInOrder = levels.every((level, at) => level <= (levels[at - 1] ?? 0) + 1);
  if (levels.filter((level) => level === 1).length !== 1 || !isInOrder)
    found.headings.push(`${path}: ${levels.join(" ")}`);
  const title = await page.title();
  if (!/^.+ – Patchbay$/.test(title)) found.headings.push(`${path}: ${title}`);
}

async function focusOn(path: string, page: Page) {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.evaluate("document.querySelector('a, button')?.focus()");
  let stops = 0;
  for (; stops < mostStops; stops += 1) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate<{ unseen: string; isBody: boolean }>(step);
    if (now.unseen) found.unseen.add(`${path}: ${now.unseen}`);
    if (now.isBody) break;
  }
  if (stops < 3) found.unseen.add(`${path}: only ${stops} stops`);
}

async function opensOn(path: string, page: Page) {
  const opens = page.locator("main [aria-haspopup], main summary, main [role=tab]");
  for (let at = 0; at < Math.min(await opens.count(), mostOpened); at += 1) {
    const one = opens.nth(at);
    if (!(await one.isVisible()) || !(await one.isEnabled())) continue;
    opened.push(`${path} ${(await one.getAttribute("aria-label")) ?? (await one.innerText())}`);
    await one.click();
    await page.keyboard.press("Escape");
  }
}

test("no screen jumps while it loads", () => {
  expect(found.jumps).toEqual([]);
});

test("each screen has one first heading, the others in order, and a title", () => {
  expect(found.headings).toEqual([]);
});

test("the focus can be seen wherever Tab leads", () => {
  expect([...found.unseen]).toEqual([]);
});

describe("the policy", () => {
  test("allows no style in markup", async () => {
    const { headers } = await browser.server.fetch("/");
    expect(headers.get("content-security-policy")).toMatch(/style-src 'self';/);
  });

  test("is broken by no screen, nor by a dialog, menu or popover", () => {
    expect(opened.length).toBeGreaterThan(20);
    expect(violations).toEqual([]);
  });

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
    await page.keyboard.insertText('await fetch("https://slack.com/api/chat.postM');
    await page.keyboard.press("ControlOrMeta+Space");
    await sees(page.getByRole("option", { name: /chat\.postMessage/ }));
    expect(violations).toEqual([]);
  });
});

describe("by keyboard", () => {
  test("one gets past the sidebar at once", async () => {
    const { page } = browser;
    await open("/code");
    await page.evaluate("document.activeElement.blur()");
    await page.keyboard.press("Tab");
    expect(await hasFocus(page.getByRole("link", { name: "Skip to content" }))).toBe(true);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.closest('main') !== null")).toBe(true);
  });

  const isSomewhere = () =>
    expect.poll(() => browser.page.evaluate("document.activeElement !== document.body")).toBe(true);

  test("what is deleted by keyboard leaves the focus somewhere, and so does Undo", async () => {
    const { page } = browser;
    await open("/");
    const chats = page.getByRole("navigation", { name: "Chats" });
    await chats.getByRole("button").first().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Delete" }).focus();
    await page.keyboard.press("Enter");
    const undo = page.getByRole("button", { name: "Undo" });
    await sees(undo);
    await isSomewhere();
    await undo.focus();
    await page.keyboard.press("Enter");
    await undo.waitFor({ state: "detached" });
    await isSomewhere();
  });

  test("what a dialog removes leaves the focus somewhere", async () => {
    const { page } = browser;
    await open("/secrets");
    await page.getByRole("button", { name: "Remove EXAMPLE_KEY" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).focus();
    await page.keyboard.press("Enter");
    await sees(page.getByRole("heading", { name: "No secrets yet" }));
    await isSomewhere();
  });
});
