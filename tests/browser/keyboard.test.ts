import { afterAll, beforeAll, expect, test } from "vitest";
import { openFilled, screensOf } from "./filled.ts";
import { hasFocus, sees } from "./page.ts";

/** Every screen by keyboard alone: one sees where one is, and stays somewhere. */
const { browser, fill, close } = openFilled();
beforeAll(async () => {
  await fill();
  await browser.enter();
}, 180_000);
afterAll(close);

const mostStops = 60;

async function open(path: string) {
  const { page, server } = browser;
  await page.goto(`${server.origin}${path}`);
  await sees(page.getByRole("heading", { level: 1 }).first());
  await page.waitForLoadState("networkidle");
}

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

test("the focus can be seen wherever Tab leads", { timeout: 240_000 }, async () => {
  const { page } = browser;
  await page.emulateMedia({ reducedMotion: "reduce" });
  const unseen: string[] = [];
  for (const path of await screensOf(browser.server)) {
    await open(path);
    await page.evaluate(
      "document.querySelector('a, button')?.focus(); globalThis.lookedAt = undefined",
    );
    let stops = 0;
    for (; stops < mostStops; stops += 1) {
      await page.keyboard.press("Tab");
      const now = await page.evaluate<{ unseen: string; isBody: boolean }>(step);
      if (now.unseen) unseen.push(`${path}: ${now.unseen}`);
      if (now.isBody) break;
    }
    if (stops < 3) unseen.push(`${path}: only ${stops} stops`);
  }
  expect([...new Set(unseen)]).toEqual([]);
});

test("each screen has one first heading, the others in order, and a title", async () => {
  const { page } = browser;
  const wrong: string[] = [];
  for (const path of await screensOf(browser.server)) {
    await open(path);
    const levels = await page.evaluate<number[]>(
      `[...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")].filter((one) => one.checkVisibility()).map(({ nodeName }) => Number(nodeName[1]))`,
    );
    const isInOrder = levels.every((level, at) => level <= (levels[at - 1] ?? 0) + 1);
    if (levels.filter((level) => level === 1).length !== 1 || !isInOrder)
      wrong.push(`${path}: ${levels.join(" ")}`);
    const title = await page.title();
    if (!/^.+ – Patchbay$/.test(title)) wrong.push(`${path}: ${title}`);
  }
  expect(wrong).toEqual([]);
}, 120_000);

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
