import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FlowModel, startFlowModel } from "../support/flow-model.ts";
import { dealsPage, makeFunctions, makePage } from "../support/page-ground.ts";
import { openBrowser, patience, sees } from "./page.ts";

/** A page in the frame of another site, for somebody who never signed in. */
let model: FlowModel;
const browser = openBrowser(async () => {
  model = await startFlowModel("sk-test-0000000000000000");
  return { ...model.env };
});

interface Site {
  readonly origin: string;
  close(): void;
}

/** A site that frames an address, `?of=…`, and notes what the frame tells it. */
async function startSite(): Promise<Site> {
  const server: Server = createServer((request, response) => {
    const asked = new URL(request.url ?? "/", "http://site").searchParams;
    const policy = asked.get("referrer") ?? "strict-origin-when-cross-origin";
    const of = (asked.get("of") ?? "").replaceAll('"', "%22").replaceAll("&", "&amp;");
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><title>A shop</title>
<body style="background: rgb(200, 220, 255)">
<iframe title="Deals" width="1000" height="1700" referrerpolicy="${policy}" src="${of}"></iframe>
<script>
  window.told = [];
  addEventListener("message", ({ origin, data }) => window.told.push({ origin, data }));
</script>`);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

let allowed: Site;
let other: Site;
let key = "";
let context: BrowserContext;
let page: Page;
const errors: string[] = [];

const embed = async () =>
  (await browser.server.json("/api/pages/deals/embed", "PUT", { origins: [allowed.origin] })).body
    .key;

beforeAll(async () => {
  await makeFunctions(browser.server, model);
  await makePage(browser.server, dealsPage);
  [allowed, other] = await Promise.all([startSite(), startSite()]);
  key = await embed();
  // Without the session of the other tests.
  const chromium = browser.page.context().browser();
  if (!chromium) throw new Error("The page has no browser");
  context = await chromium.newContext({ viewport: { width: 1100, height: 1800 } });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
}, 120_000);
afterAll(async () => {
  await context?.close();
  allowed?.close();
  other?.close();
  await model.close();
});

const address = (query = "", secret = key) =>
  `${browser.server.origin}/pages/deals${query}#key=${secret}`;

async function frameAt(site: Site, of: string, more = ""): Promise<FrameLocator> {
  await page.goto(`${site.origin}/?of=${encodeURIComponent(of)}${more}`);
  return page.frameLocator("iframe");
}

const told = () =>
  page.evaluate<readonly { readonly origin: string; readonly data: { readonly value: number } }[]>(
    "window.told",
  );

test("a site that may embed the page shows it to whoever comes", async () => {
  const sent: (Readonly<Record<string, string>> & { url?: string })[] = [];
  page.on("request", async (request) => {
    if (request.url().includes("/api/"))
      sent.push({ ...(await request.allHeaders()), url: request.url() });
  });
  const frame = await frameAt(allowed, address());
  await sees(frame.getByRole("heading", { name: "Deals this quarter", level: 1 }));
  await sees(frame.getByRole("region", { name: "Worth", exact: true }).getByText("€68,700"));
  await browser.picture("page-embed", page);
  expect(sent.length).toBeGreaterThan(4);
  for (const { url, authorization, cookie } of sent) {
    expect(url).toMatch(/\/api\/pages\/deals\/(?:view|blocks\/\w+\/data)$/);
    expect(authorization).toBe(`Bearer ${key}`);
    expect(cookie).toBeUndefined();
  }
});

test("the key is out of the address, and in nothing that outlives the page", async () => {
  const [, inner] = page.frames();
  expect(inner?.url()).toBe(`${browser.server.origin}/pages/deals`);
  const kept = await inner?.evaluate<string>(
    "JSON.stringify([location.href, document.cookie, { ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML])",
  );
  expect(kept).not.toContain(key);
});

test("nothing in it leads into the dashboard", async () => {
  const frame = page.frameLocator("iframe");
  expect(await frame.getByRole("link").allTextContents()).toEqual(["HubSpot"]);
  expect(await frame.getByRole("link", { name: "Edit" }).count()).toBe(0);
});

test("the site around it is told how high it is, as that changes, and nobody else", async () => {
  await expect
    .poll(async () => (await told()).at(-1)?.data.value ?? 0, patience)
    .toBeGreaterThan(1_000);
  const all = await told();
  expect(new Set(all.map(({ origin }) => origin))).toEqual(new Set([browser.server.origin]));
  const before = all.at(-1)?.data.value ?? 0;
  const [, inner] = page.frames();
  expect(before).toBe(
    await inner?.evaluate<number>(
      "Math.ceil(document.querySelector('main').getBoundingClientRect().height)",
    ),
  );
  const frame = page.frameLocator("iframe");
  await frame.getByLabel("Name", { exact: true }).first().fill("nobody");
  await expect
    .poll(async () => (await told()).at(-1)?.data.value ?? before, patience)
    .toBeLessThan(before);
});

test("a site that does not say who it is is told nothing", async () => {
  const frame = await frameAt(allowed, address(), "&referrer=no-referrer");
  await sees(frame.getByRole("region", { name: "Worth", exact: true }).getByText("€68,700"));
  expect(await told()).toEqual([]);
});

test.each([
  ["light", "rgb(34, 33, 29)"],
  ["dark", "rgb(236, 234, 227)"],
] as const)("it is %s where its address says so, on the ground of the site", async (theme, ink) => {
  const frame = await frameAt(allowed, address(`?theme=${theme}`));
  await sees(frame.getByRole("heading", { name: "Deals this quarter" }));
  const [, inner] = page.frames();
  const styles = await inner?.evaluate<readonly string[]>(
    "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor, getComputedStyle(document.documentElement).backgroundColor]",
  );
  expect(styles).toEqual([ink, "rgba(0, 0, 0, 0)", "rgba(0, 0, 0, 0)"]);
  await page.waitForTimeout(500);
  await browser.picture(`page-embed-${theme}`, page);
});

test("what can be pressed on it is done, with the key alone", async () => {
  const frame = await frameAt(allowed, address());
  const form = frame.getByRole("form", { name: "Add a deal" });
  await form.getByLabel("Name").fill("From the shop");
  await form.getByLabel("Amount in EUR").fill("700");
  await form.getByRole("button", { name: "Add" }).click();
  await sees(frame.getByText("The deal was added."));
  await sees(frame.getByRole("cell", { name: "From the shop", exact: true }));
});

test("a site that may not embed it shows nothing", async () => {
  errors.length = 0;
  await frameAt(other, address());
  await expect.poll(() => page.frames()[1]?.url(), patience).toBe("chrome-error://chromewebdata/");
  await expect.poll(() => errors.join("\n"), patience).toContain("frame-ancestors");
  // Any page that is embedded nowhere is refused on the first site too.
  await frameAt(allowed, `${browser.server.origin}/pages#key=${key}`);
  await expect.poll(() => page.frames()[1]?.url(), patience).toBe("chrome-error://chromewebdata/");
});

test("a key that was replaced opens nothing, and it is said without blame", async () => {
  const old = key;
  key = await embed();
  const frame = await frameAt(allowed, address("", old));
  await sees(frame.getByRole("heading", { name: "This page cannot be shown here" }));
  await browser.picture("page-embed-refused", page);
  const anew = await frameAt(allowed, address());
  await sees(anew.getByRole("heading", { name: "Deals this quarter" }));
});

test("who is signed in and has a key looks at it with the key alone", async () => {
  const mine = browser.page;
  await browser.enter();
  const asked = mine.waitForRequest((request) => request.url().endsWith("/view"));
  await mine.goto(address());
  const { authorization, cookie } = await (await asked).allHeaders();
  expect([authorization, cookie]).toEqual([`Bearer ${key}`, undefined]);
  await sees(mine.getByRole("heading", { name: "Deals this quarter" }));
  expect(await mine.getByRole("link", { name: "Edit" }).count()).toBe(0);
  await expect.poll(() => mine.url(), patience).toBe(`${browser.server.origin}/pages/deals`);
});

test("without key and session the page says that nobody is signed in", async () => {
  await page.goto(`${browser.server.origin}/pages/deals`);
  await sees(page.getByRole("heading", { name: "You are not signed in" }));
});
