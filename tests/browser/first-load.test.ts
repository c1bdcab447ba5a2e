import { existsSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { openBrowser } from "./page.ts";

/** What a browser fetches before a person sees the page: JavaScript compressed by gzip, in bytes. */
const most = 250_000;

const dist = fileURLToPath(new URL("../../dist/web/", import.meta.url));
const manifestShape = z.record(
  z.string(),
  z.looseObject({
    file: z.string(),
    isEntry: z.boolean().optional(),
    imports: z.array(z.string()).optional(),
  }),
);
const browser = openBrowser();
let built: readonly string[];

beforeAll(() => {
  const manifest = manifestShape.parse(
    JSON.parse(readFileSync(`${dist}.vite/manifest.json`, "utf8")),
  );
  const chunks = new Set<string>();
  const take = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk || chunks.has(chunk.file)) return;
    chunks.add(chunk.file);
    for (const next of chunk.imports ?? []) take(next);
  };
  for (const [name, { isEntry }] of Object.entries(manifest)) if (isEntry) take(name);
  built = [...chunks];
});

test("what is loaded first is small, compressed", () => {
  expect(built.length).toBeGreaterThan(0);
  const bytes = built.map((file) => statSync(`${dist}${file}.gz`).size);
  const sum = bytes.reduce((total, one) => total + one, 0);
  expect(sum, `${built.join(", ")}: ${bytes.join(", ")}`).toBeLessThan(most);
  expect(sum).toBeGreaterThan(50_000);
});

test("a browser gets it compressed, and nothing of the editor or the charts with it", async () => {
  const { page, server } = browser;
  const scripts: { readonly name: string; readonly encoding: string | undefined }[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.endsWith(".js")) return;
    scripts.push({ name: pathname.slice(1), encoding: response.headers()["content-encoding"] });
  });
  await browser.enter();
  await page.waitForLoadState("networkidle");
  expect(scripts.map(({ name }) => name).toSorted()).toEqual(built.toSorted());
  expect(scripts.filter(({ encoding }) => encoding !== "gzip" && encoding !== "br")).toEqual([]);
  expect(existsSync(`${dist}index.html.br`)).toBe(true);
  const answer = await server.fetch(`/${built[0] ?? ""}`);
  expect(answer.headers.get("cache-control")).toContain("immutable");
  const html = await server.fetch("/", { headers: { accept: "text/html" } });
  expect(html.headers.get("cache-control")).toBe("no-cache");
});
