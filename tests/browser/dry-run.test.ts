import { expect, test } from "vitest";
import { openBrowser, overflowOf, sees } from "./page.ts";

/** What would happen, on the Run tab and on the card in the chat. */
const browser = openBrowser();
const { consoleErrors, picture, say, popupFrom } = browser;
const name = "postToProductUpdates";

const button = (label: string) => browser.page.getByRole("button", { name: label, exact: true });

test("a function is made and connected", async () => {
  const { page } = browser;
  await browser.enter();
  await say("Send a Slack message to #product-updates when this function runs");
  const popup = await popupFrom(page.getByRole("button", { name: /^Connect/ }));
  await popup.getByRole("button", { name: "Allow" }).click();
  await sees(page.getByText(new RegExp(`Function created: ${name} v1`)));
  consoleErrors.length = 0;
});

test("in the chat the list stands on the card before the first run", async () => {
  const { page } = browser;
  await say("dry run it");
  const ran = page.getByRole("region", { name: `Dry run of ${name}` });
  await sees(ran.getByText("Post 1 message to #product-updates"));
  await say("run it");
  const card = page.getByRole("region", { name: `Run ${name} v1?` });
  await sees(card.getByText("Would happen"));
  await sees(card.getByText("Post 1 message to #product-updates"));
  await picture("dry-run-chat");
  await card.getByRole("button", { name: "Not now" }).click();
  await sees(page.getByText(`Not run: ${name}`));
});

test("on the page, Run shows it first and asks once", async () => {
  const { page } = browser;
  await page.goto(`${browser.server.origin}/code/${name}/run`);
  await button("Run").click();
  const first = page.getByRole("region", { name: "First run of this version" });
  await sees(first);
  const result = page.getByRole("article", { name: "Dry run of version 1" });
  await sees(result.getByText("Post 1 message to #product-updates"));
  await sees(result.getByText("Held back"));
  await picture("dry-run-page");
  await page.setViewportSize({ width: 375, height: 860 });
  expect(await overflowOf(page)).toBe(0);
  await picture("dry-run-page-375");
  await page.setViewportSize({ width: 1280, height: 860 });
  await button("Run for real").click();
  await sees(page.getByRole("article", { name: "Run of version 1", exact: true }));
  expect(await first.count()).toBe(0);
  const live = async () =>
    (await browser.server.json(`/api/runs?function=${name}`)).body.runs.filter(
      ({ dryRun }: { readonly dryRun?: true }) => !dryRun,
    ).length;
  expect(await live()).toBe(1);
  await button("Run").click();
  await expect.poll(live).toBe(2);
  await button("Dry run").click();
  await sees(page.getByRole("article", { name: "Dry run of version 1" }));
  expect(await live()).toBe(2);
});

test("among the runs it is told from a real one, and replayed without changing anything", async () => {
  const { page } = browser;
  const count = async () => (await browser.server.json(`/api/runs?function=${name}`)).body.runs;
  const before = await count();
  await page.goto(`${browser.server.origin}/runs`);
  const rows = page.getByRole("list", { name: "Runs" }).getByRole("link");
  await rows.filter({ hasText: "Dry run" }).first().click();
  await sees(page.getByRole("heading", { level: 1 }).filter({ hasText: "Dry run" }));
  await sees(page.getByText("Post 1 message to #product-updates"));
  await sees(page.getByRole("list", { name: "Outbound calls" }).getByText("Held back"));
  await picture("dry-run-record");
  const first = page.url();
  await button("Replay as a dry run").click();
  await page.waitForURL((url) => url.href !== first);
  await sees(page.getByText("Replay of"));
  await sees(page.getByText("Post 1 message to #product-updates"));
  const after = await count();
  expect(after.length).toBe(before.length + 1);
  expect(after[0]).toMatchObject({ trigger: "replay", dryRun: true });
  expect(consoleErrors).toEqual([]);
});
