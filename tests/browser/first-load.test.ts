import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openBrowser } from "./page.ts";

/** What a browser fetches until a person can write: JavaScript compressed by gzip, in bytes. */
const most = 200_000;

const dist = fileURLToPath(new URL("../../dist/web", import.meta.url));
const browser = openBrowser();

const heavy = /code-edit|highlight|echarts|charts/;

test("what is loaded first is small, and comes compressed", async () => {
  const { page, server } = browser;
  // What is loaded once there is nothing else to do is not waited for: the next test looks at it.
  await page.addInitScript("globalThis.requestIdleCallback = () => 0");
  const scripts = new Map<string, string | undefined>();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith(".js")) scripts.set(pathname, response.headers()["content-encoding"]);
  });
  await browser.enter();
  await page.getByRole("textbox", { name: "Message" }).fill("Send");
  await page.waitForLoadState("networkidle");
  const names = [...scripts.keys()];
  expect(names.filter((name) => heavy.test(name))).toEqual([]);
  const bytes = names.map((name) => statSync(`${dist}${name}.gz`).size);
  const sum = bytes.reduce((total, one) => total + one, 0);
  expect(sum).toBeLessThan(most);
  expect(sum).toBeGreaterThan(50_000);
  expect([...scripts.values()].filter((one) => one !== "gzip" && one !== "br")).toEqual([]);
  const built = await server.fetch(names.find((name) => name.includes("/assets/")) ?? "");
  expect(built.headers.get("cache-control")).toContain("immutable");
  const html = await server.fetch("/", { headers: { accept: "text/html" } });
  expect(html.headers.get("cache-control")).toBe("no-cache");
  expect(html.headers.get("vary")).toContain("Accept-Encoding");
});

test("what the next click needs comes by itself, and what is heavy does not", async () => {
  const page = await browser.page.context().newPage();
  const names: string[] = [];
  page.on("response", (response) => names.push(new URL(response.url()).pathname));
  await page.goto(browser.server.origin);
  const ahead = ["message-list", "functions-screen", "browse-screen"];
  await expect
    .poll(() => ahead.filter((piece) => names.some((name) => name.includes(piece))))
    .toEqual(ahead);
  expect(names.filter((name) => heavy.test(name))).toEqual([]);
  await page.close();
});
