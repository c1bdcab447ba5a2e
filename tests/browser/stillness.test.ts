import { afterAll, beforeAll, expect, test } from "vitest";
import { openFilled, screensOf } from "./filled.ts";
import { sees } from "./page.ts";

/** Nothing jumps while a screen loads: https://web.dev/articles/cls, in which 0.1 is still called good. */
const most = 0.05;
const { browser, fill, close } = openFilled();
beforeAll(async () => {
  await fill();
  await browser.enter();
}, 180_000);
afterAll(close);

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

test("no screen jumps while it loads", { timeout: 240_000 }, async () => {
  const context = browser.page.context();
  const jumps: string[] = [];
  for (const path of await screensOf(browser.server)) {
    const page = await context.newPage();
    await page.addInitScript(observe);
    await page.goto(`${browser.server.origin}${path}`);
    await sees(page.getByRole("heading", { level: 1 }).first());
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(300);
    const shifts = await page.evaluate<Shift[]>("shifts");
    const sum = shifts.reduce((total, { value }) => total + value, 0);
    const words = shifts.map(({ value, what }) => `${value.toFixed(3)} ${what}`);
    if (sum >= most) jumps.push(`${path} ${sum.toFixed(3)}: ${words.join("; ")}`);
    await page.close();
  }
  expect(jumps).toEqual([]);
});
