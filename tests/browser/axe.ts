import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const schemes = ["light", "dark"] as const;

/**
 * Waits until nothing is on its way to another colour, which would be measured half-way. What has no
 * end, as a cursor that blinks, changes none for good. A change sets out with the next frame, and
 * may set out others.
 */
const still = `(async () => {
  const moving = async () => {
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    return document
      .getAnimations()
      .filter((one) => one.playState === "running")
      .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
  };
  for (let all = await moving(); all.length > 0; all = await moving())
    await Promise.all(all.map((one) => one.finished.catch(() => {})));
})()`;

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The rules of those that look at colours: another scheme changes nothing else. */
const rulesOfColour = ["color-contrast", "link-in-text-block"];

/**
 * What axe finds against WCAG 2.2 A and AA, in light and in dark, as lines to read: the rule, the
 * scheme, and where. Frames of other origins are left out: they are the stand-ins' own pages. So nothing
 * is put together from frames, for which axe would open a page of its own each time.
 */
export async function barriersIn(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(still);
    const builder = new AxeBuilder({ page }).exclude("iframe").setLegacyMode();
    const asked =
      colorScheme === "light" ? builder.withTags(tags) : builder.withRules(rulesOfColour);
    const { violations } = await asked.analyze();
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
