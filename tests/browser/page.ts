import { mkdirSync } from "node:fs";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { buildWeb } from "../../src/cli/build-web.ts";
import { type TestServer, startServer } from "../support/server.ts";
import { launch } from "./chromium.ts";

/** A server and a real browser for the tests of one file. Pictures of the stations are kept in `dist/screenshots`, or where SCREENSHOTS says. */
export function openBrowser(settings: () => Promise<Record<string, string>> = async () => ({})) {
  const consoleErrors: string[] = [];
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    await buildWeb();
    server = await startServer(await settings());
    browser = await launch();
    const context = await browser.newContext({
      viewport: { width: 1280, height: 860 },
      // Every click waits for what moves; the journey is the file that does.
      reducedMotion: "reduce",
    });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on("console", (message) => {
      if (message.type() === "error")
        consoleErrors.push(`${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => consoleErrors.push(String(error)));
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  return {
    consoleErrors,
    get page() {
      return page;
    },
    get server() {
      return server;
    },
    /** Signs this browser in. */
    enter: () => page.goto(`${server.origin}/open/${server.server.openCode}`),
    async say(text: string) {
      const composer = page.getByRole("textbox", { name: "Message" });
      await composer.fill(text);
      await composer.press("Enter");
    },
    /** Clicks what opens the provider's window, and gives that window. */
    async popupFrom(what: Locator): Promise<Page> {
      const [popup] = await Promise.all([page.waitForEvent("popup"), what.click()]);
      return popup;
    },
    async picture(name: string, of: Page = page) {
      const folder = process.env["SCREENSHOTS"] ?? "dist/screenshots";
      mkdirSync(folder, { recursive: true });
      await of.screenshot({ path: `${folder}/${name}.png` });
    },
  };
}

/** Waits until it is there to be seen. */
export async function sees(what: Locator): Promise<void> {
  await what.waitFor();
  expect(await what.isVisible()).toBe(true);
}

/** Whether it is where typing goes. */
export async function hasFocus(what: Locator): Promise<boolean> {
  return (await what.and(what.page().locator(":focus")).count()) === 1;
}

/** How much wider than the window the page is, in pixels. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
}

/** What can be used on the page and has no name that a screen reader could say, as HTML. */
export function namelessIn(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`
    [...document.querySelectorAll("a, button, input, select, textarea, summary")]
      .filter((one) => one.checkVisibility() && !one.closest("[aria-hidden=true]"))
      .filter((one) => {
        const named = (one.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id));
        const words = [one.getAttribute("aria-label"), one.textContent, ...[...(one.labels ?? []), ...named].map((by) => by?.textContent)];
        const own = one.matches("select, input, textarea") ? words.filter((text) => text !== one.textContent) : words;
        return !own.some((text) => text?.trim());
      })
      .map((one) => one.outerHTML.slice(0, 200))`);
}

/** How long to ask again whether something came about: a busy machine takes its time. */
export const patience = { timeout: 15_000 } as const;
