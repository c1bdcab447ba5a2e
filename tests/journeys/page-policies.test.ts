import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWeb } from "../../src/cli/build-web.ts";
import { openConsent, submitConsent } from "../../src/cli/consent.ts";
import type { StandInView } from "../../src/contract/sandbox.ts";
import { stockroomDocument } from "../integrations/stockroom.ts";
import { openBrowser, saveAddEvent } from "../support/app-users.ts";
import { faultsOf, isPage } from "../support/page-faults.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** Whatever is a page, of the server and of its stand-ins, has a policy that lets only its own styles and scripts through. */
let server: TestServer;
beforeAll(async () => {
  await buildWeb();
  server = await startServer({ PRIVATE_ORIGINS: "http://127.0.0.1:9" });
  await saveAddEvent(server);
}, 120_000);
afterAll(() => server.close());

const asBrowser = { headers: { accept: "text/html" }, redirect: "manual" } as const;

test("every address that answers a browser with a page", async () => {
  const paths = server.server.routes
    .filter(({ method, path }) => method === "GET" && !path.includes("*"))
    .map(({ path }) => path.replaceAll(/:\w+(?:\{.*\})?/g, "nothing"));
  const own = ["/", "/docs", "/docs/index.html", "/sign-in", "/pages/nothing", "/nothing"];
  let pages = 0;
  for (const path of new Set([...own, ...paths])) {
    if (path === "/api/runs") continue; // It goes on for as long as somebody listens.
    const answer = await server.fetch(path, asBrowser);
    if (isPage(answer)) pages++;
    expect([path, isPage(answer) ? await faultsOf(answer) : []]).toEqual([path, []]);
    await answer.body?.cancel().catch(() => {});
  }
  expect(pages).toBeGreaterThan(own.length);
});

test("pages on which people connect, and see what is held of them", async () => {
  const user = { externalId: "u-anna", name: "Anna" };
  await server.json("/api/connect-sites", "PUT", { origins: ["https://acme.example"] });
  const asked = { user, function: "addEvent" };
  const { body: link } = await server.json("/api/connect-links", "POST", asked);
  const browser = openBrowser(server.origin);
  const begun = (await server.json("/api/connections", "POST", { connector: "slack" })).body;
  const { action, fields } = await openConsent(begun.authorizationUrl);
  await server.json("/api/integrations", "POST", {
    id: "stockroom",
    name: "Stockroom",
    document: JSON.stringify(
      stockroomDocument("http://127.0.0.1:9", { type: "apiKey", in: "header", name: "X-Key" }),
    ),
    operations: ["listItems"],
  });
  const { body: keyed } = await server.json("/api/connections", "POST", { connector: "stockroom" });
  await browser.go(`${server.origin}/open/${server.server.openCode}`);
  const shown = {
    embedded: await browser.go(link.embedUrl),
    asked: await browser.go(link.url),
    "on the way": await browser.go(link.url, { act: "connect" }),
    callback: await server.fetch(await submitConsent(action, fields)),
    key: await server.fetch(keyed.authorizationUrl),
    "what is held": await browser.go(`${server.origin}/account/connections`),
  };
  for (const [name, answer] of Object.entries(shown)) {
    expect([name, answer.status, isPage(answer)]).toEqual([name, 200, true]);
    expect([name, await faultsOf(answer)]).toEqual([name, []]);
  }
});

/** Of every stand-in: sign-in, refusal, and all that its own pages link to. */
async function walkStandIns({ json, fetch: send }: TestServer): Promise<number> {
  const standIns: readonly StandInView[] = (await json("/api/sandbox")).body.standIns;
  for (const { provider, inspector } of standIns) {
    const { body } = await json("/api/connections", "POST", {
      connector: provider === "google" ? "gmail" : provider,
    });
    const consent = new URL(body.authorizationUrl);
    const own = new URL("", inspector).href;
    const seen = new Set([consent.href, consent.origin + consent.pathname, own]);
    for (const url of seen) {
      const answer = await send(url);
      expect([url, isPage(answer), await faultsOf(answer.clone())]).toEqual([url, true, []]);
      const links = (await answer.text()).matchAll(/<a\s[^>]*href="([^"]+)"/g);
      for (const [, href = ""] of links) {
        const to = new URL(href.replaceAll("&amp;", "&"), url);
        if (to.origin === new URL(url).origin && seen.size < 60) seen.add(to.href);
      }
    }
    expect(seen.size).toBeGreaterThan(2);
  }
  return standIns.length;
}

test("pages of stand-ins, at their own ports and below the server's address", async () => {
  expect(await walkStandIns(server)).toBeGreaterThan(5);
  const reached = await startServer({ PUBLIC_URL: "https://patchbay.example" });
  expect(await walkStandIns(reached)).toBeGreaterThan(5);
  await reached.close();
});
