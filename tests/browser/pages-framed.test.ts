import { type Server, createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "./page.ts";

/** Pages framed by another site, in a browser that is signed in and in one site's frame that is not. */
const chromium = openBrowser();
let site: Server;
let origin = "";

const spec = (slug: string) => ({
  slug,
  title: slug,
  blocks: [{ id: "words", type: "text", text: "Hi" }],
});

/** Frames whatever stands behind `?`. */
beforeAll(async () => {
  site = createServer((request, response) => {
    const address = decodeURIComponent(new URL(request.url ?? "", origin).search.slice(1));
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><title>Site</title><iframe src="${address}"></iframe>`);
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  const address = site.address();
  // Another name than the server's, so that it is another site to the browser.
  origin = `http://localhost:${typeof address === "object" ? address?.port : ""}`;
  for (const slug of ["shown", "other"])
    await chromium.server.json("/api/pages", "POST", { spec: spec(slug) });
}, 120_000);
afterAll(() => new Promise((resolve) => site.close(resolve)));

const embed = async (origins: readonly string[]): Promise<{ key: string; url: string }> =>
  (await chromium.server.json("/api/pages/shown/embed", "PUT", { origins })).body;

type Frame = Awaited<ReturnType<typeof framed>>;
async function framed(address: string) {
  await chromium.page.goto(`${origin}/?${encodeURIComponent(address)}`);
  const frame = chromium.page.frames()[1];
  if (!frame) throw new Error("There is no frame");
  return frame;
}

/** Where it is really: where framing was refused, in a document of the browser's own. */
const shownIn = (frame: Frame) => frame.evaluate<string>("location.href");

/** What the page's address for those who look at it answers inside of the frame. */
const seenIn = (frame: Frame, slug: string, key?: string) =>
  frame.evaluate<number>(
    `fetch("/api/pages/${slug}/view", { headers: ${JSON.stringify(key === undefined ? {} : { authorization: `Bearer ${key}` })} }).then(({ status }) => status)`,
  );

test("a site that the page is embedded in frames it, and sees it with its key alone", async () => {
  await chromium.enter();
  const { key, url } = await embed([origin]);
  const frame = await framed(url);
  expect(await shownIn(frame)).toBe(url);
  expect(await seenIn(frame, "shown", key)).toBe(200);
  // The browser is signed in, and in another site's frame it is not.
  expect(await seenIn(frame, "shown")).toBe(401);
  expect(await seenIn(frame, "other", key)).toBe(401);
});

test("no other page is framed, and no site frames it that was not named", async () => {
  for (const path of ["/pages/other", "/", "/pages/none"])
    expect(await shownIn(await framed(`${chromium.server.origin}${path}`))).toMatch(
      /^chrome-error:/,
    );
  const { url } = await embed(["https://site.example"]);
  expect(await shownIn(await framed(url))).toMatch(/^chrome-error:/);
});
