import { buildWeb } from "../src/cli/build-web.ts";
import { launch } from "../tests/browser/chromium.ts";
import { startServer } from "../tests/support/server.ts";
import { type Bench, figure, timed } from "./figure.ts";

const rounds = 9;
const target = 1000;

/**
 * From the address to where a person can write, in a browser that has nothing of the page yet; and,
 * for comparison, until the same browser has shown an answer of the same server that is one line.
 */
export const pageBench: Bench = async () => {
  await buildWeb();
  const server = await startServer();
  const browser = await launch();
  const direct: number[] = [];
  const interactive: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const context = await browser.newContext();
    const open = `${server.origin}/open/${server.server.openCode}`;
    await context.request.get(open, { maxRedirects: 0 });
    const page = await context.newPage();
    const plain = await timed(() => page.goto(`${server.origin}/healthz`));
    const whole = await timed(async () => {
      await page.goto(`${server.origin}/`, { waitUntil: "commit" });
      await page.getByRole("textbox", { name: "Message" }).fill("Send");
      await page.getByRole("button", { name: "Send", exact: true, disabled: false }).waitFor();
    });
    await context.close();
    // The first round starts the browser's processes.
    if (round === 0) continue;
    direct.push(plain);
    interactive.push(whole);
  }
  await browser.close();
  await server.close();
  return [
    figure("page.direct", "ms", direct),
    figure("page.interactive", "ms", interactive, target),
  ];
};
