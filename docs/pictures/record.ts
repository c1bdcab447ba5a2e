/**
 * `npm run pictures`: does the main job in a real browser, and keeps what a person would see: three
 * pictures and one short recording, which README shows.
 */
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { buildWeb } from "../../src/cli/build-web.ts";
import { launch } from "../../tests/browser/chromium.ts";
import { startServer } from "../../tests/support/server.ts";

interface Frame {
  readonly image: Buffer;
  readonly ms: number;
}

const size = { width: 1200, height: 760 };
const keep = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const frames: Frame[] = [];
const shoot = async (page: Page, ms: number) => {
  frames.push({ image: await page.screenshot(), ms });
};

await buildWeb();
const server = await startServer();
const browser = await launch();
const context = await browser.newContext({ viewport: size, reducedMotion: "reduce" });
const page = await context.newPage();
await page.goto(`${server.origin}/open/${server.server.openCode}`);
const message = page.getByRole("textbox", { name: "Message" });

async function type(text: string): Promise<void> {
  for (let end = 6; end < text.length + 6; end += 6) {
    await message.fill(text.slice(0, end));
    await shoot(page, 90);
  }
  await shoot(page, 500);
  await message.press("Enter");
}

/** Connects whatever the page asks for, each in the window of its provider. */
async function connect(tool: string, note: boolean): Promise<void> {
  const button = page.getByRole("button", { name: `Connect to ${tool}` });
  await button.waitFor();
  await page.waitForTimeout(300);
  if (note) await shoot(page, 2_600);
  const [popup] = await Promise.all([page.waitForEvent("popup"), button.click()]);
  await popup.setViewportSize(size);
  await popup.getByRole("button", { name: "Allow" }).waitFor();
  if (note) await shoot(popup, 1_800);
  await popup.getByRole("button", { name: "Allow" }).click();
}

// The main job: a sentence, the permission it takes, a function, a change, a run.
await message.waitFor();
await shoot(page, 900);
await type("Send a Slack message to #product-updates when this function runs");
await page.getByText("Action required").waitFor();
await page.screenshot({ path: keep("action-required.png") });
await connect("Slack", true);
await page.getByText(/Function created: \w+ v1/).waitFor();
await page.waitForTimeout(500);
await shoot(page, 2_600);
await type("Post it to #general instead");
await page.getByText(/Function updated: \w+ v2/).waitFor();
await page.waitForTimeout(500);
await shoot(page, 2_400);
await page.goto(`${server.origin}/code/postToProductUpdates`);
await page.getByRole("button", { name: "Open the chat" }).click();
await page.waitForTimeout(1_500);
await shoot(page, 2_200);
await page.screenshot({ path: keep("function.png") });

// A page of figures, rows and buttons.
await page.goto(server.origin);
await message.fill("A table of open HubSpot deals with a button that posts one to Slack");
await message.press("Enter");
await connect("HubSpot", false);
await page.getByText(/Page created/).waitFor();
const open = page.getByRole("link", { name: "Open", exact: true }).last();
await page.goto(new URL((await open.getAttribute("href")) ?? "/", server.origin).href);
await page.getByRole("cell").first().waitFor();
await page.waitForTimeout(500);
await page.screenshot({ path: keep("page.png") });

await sharp(
  frames.map(({ image }) => image),
  { join: { animated: true } },
)
  .webp({ delay: frames.map(({ ms }) => ms), loop: 0, quality: 70, effort: 6 })
  .toFile(keep("main-job.webp"));
await browser.close();
await server.close();
