import { beforeAll, expect, test } from "vitest";
import { barriersIn } from "./axe.ts";
import { openBrowser, overflowOf, sees } from "./page.ts";
import { isSound } from "./sound.ts";

/** Every screen, empty as it is at first. */
const browser = openBrowser();
beforeAll(() => browser.enter());

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

test("where there is another app, the way to it is named and fits", async () => {
  const { page, server } = browser;
  const name = "Sales and everything that goes with it in the north";
  expect((await server.json("/api/apps", "POST", { name, slug: "sales" })).status).toBe(200);
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.goto(server.origin);
  await page.getByRole("button", { name: /^App: / }).click();
  await sees(page.getByRole("menuitem", { name }));
  await isSound(browser, "app-switch");
  await page.getByRole("menuitem", { name }).click();
  await page.waitForURL(`${server.origin}/apps/sales/`);
  await sees(page.getByRole("button", { name: /^App: Sales/ }));
  await isSound(browser, "app-switch-other");
});
