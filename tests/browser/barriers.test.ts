import { expect, test } from "vitest";
import { barriersIn } from "./axe.ts";
import { openBrowser, overflowOf, sees } from "./page.ts";

/** Every screen, empty as it is at first. */
const browser = openBrowser();

const screens = [
  ["/", "What should connect?"],
  ["/code", "Functions"],
  ["/pages", "Pages"],
  ["/automations", "Automations"],
  ["/runs", "Runs"],
  ["/browse", "Browse"],
  ["/browse/slack", "Slack"],
  ["/tools/new", "Add a tool"],
  ["/connections", "My integrations"],
  ["/secrets", "Secrets"],
  ["/sandbox", "Sandbox"],
  ["/settings", "Settings"],
  ["/settings/providers/google", /Google|Provider/],
  ["/nowhere", "There is nothing here"],
] as const;

test.each(screens)(
  "%s has no barrier that axe knows, and fits a narrow screen",
  async (path, heading) => {
    const { page, server } = browser;
    await browser.enter();
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.goto(`${server.origin}${path}`);
    await sees(page.getByRole("heading", { level: 1, name: heading }));
    await page.waitForLoadState("networkidle");
    expect(await barriersIn(page)).toEqual([]);
    await page.setViewportSize({ width: 375, height: 740 });
    expect(await overflowOf(page)).toBe(0);
    expect(await barriersIn(page)).toEqual([]);
  },
);
