import type { Page } from "playwright-core";
import { expect } from "vitest";
import { barriersIn } from "./axe.ts";
import { namelessIn, overflowOf } from "./page.ts";

interface Shown {
  readonly page: Page;
  readonly picture: (name: string) => Promise<void>;
}

/** What is shown is without barriers in light and dark, wide and at 375 px, where nothing is cut off; with a picture of each. */
export async function isSound({ page, picture }: Shown, name: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 860 });
  expect(await barriersIn(page)).toEqual([]);
  expect(await namelessIn(page)).toEqual([]);
  await still(page);
  await picture(name);
  await page.emulateMedia({ colorScheme: "dark" });
  await still(page);
  await picture(`${name}-dark`);
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 375, height: 740 });
  expect(await overflowOf(page)).toBe(0);
  expect(await barriersIn(page)).toEqual([]);
  await still(page);
  await picture(`${name}-375`);
  await page.setViewportSize({ width: 1280, height: 860 });
}

/** Until no colour is on its way any more. */
function still(page: Page): Promise<unknown> {
  return page.evaluate(
    "Promise.all(document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity).map((one) => one.finished.catch(() => {})))",
  );
}
