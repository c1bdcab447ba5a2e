import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const schemes = ["light", "dark"] as const;

/**
 * What axe finds against WCAG 2.2 A and AA, in light and in dark, as lines to read: the rule, the
 * scheme, and where. Frames of other origins are left out: they are the stand-ins' own pages.
 */
export async function barriersIn(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    // Colours that are on their way would be measured half-way; they set out with the next frame.
    await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))");
    await page.evaluate(
      // One without an end, as a cursor that blinks, changes no colour for good.
      `Promise.all(document.getAnimations()
        .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
        .map((one) => one.finished.catch(() => {})))`,
    );
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
      .exclude("iframe")
      .analyze();
    for (const { id, help, nodes } of violations) {
      for (const { target, failureSummary } of nodes) {
        found.push(
          `${colorScheme}: ${id} (${help}) at ${target.join(" ")}: ${failureSummary ?? ""}`,
        );
      }
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  return found;
}
