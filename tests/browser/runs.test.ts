import { afterAll, expect, test } from "vitest";
import { type HeldApi, addHeldFunction, startHeldApi } from "../support/held-api.ts";
import { hasFocus, openBrowser, overflowOf, sees } from "./page.ts";
import { barriersIn } from "./axe.ts";

/** Runs as a person watches, finds, repeats and ends them. */
let api: HeldApi;
const browser = openBrowser(async () => {
  api = await startHeldApi();
  return { PRIVATE_ORIGINS: api.url };
});
afterAll(() => api.close());
const { consoleErrors, picture } = browser;

const row = (text: string | RegExp) =>
  browser.page.getByRole("list", { name: "Runs" }).getByRole("link").filter({ hasText: text });
const button = (name: string) => browser.page.getByRole("button", { name, exact: true });
const status = () => browser.page.locator("h1 [role=status]");
const run = (input: unknown, name = "stockUp") =>
  browser.server.json(`/api/functions/${name}/run`, "POST", { input });

async function put(name: string, code: string) {
  const answer = await browser.server.fetch(`/api/functions/${name}`, {
    method: "PUT",
    headers: { "content-type": "application/json", "if-none-match": "*" },
    body: JSON.stringify({ code }),
  });
  expect(answer.status).toBe(201);
}

test("without runs the page says how one comes to be", async () => {
  const { page } = browser;
  await browser.enter();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Runs" }).click();
  await sees(page.getByRole("heading", { name: "No runs yet" }));
  expect(await page.title()).toBe("Runs – Patchbay");
  consoleErrors.length = 0;
});

test("a run appears while it runs, is watched, and finishes, without a reload", async () => {
  const { page, server } = browser;
  await addHeldFunction(async (path, method, body) => {
    const answer = await server.fetch(path, {
      method,
      headers: { "content-type": "application/json", "if-none-match": "*" },
      body: JSON.stringify(body),
    });
    expect([200, 201]).toContain(answer.status);
  }, api);
  const asked = run({ shelf: 7 });
  await sees(row(/Running.*stockUp/));
  await row("stockUp").click();
  await sees(status().getByText("Running"));
  await sees(page.getByRole("log", { name: "Logs" }).getByText("Adding"));
  const calls = page.getByRole("list", { name: "Outbound calls" }).getByRole("listitem");
  await sees(calls.filter({ hasText: "stockroom.listItems" }).getByText("200"));
  await sees(calls.filter({ hasText: "stockroom.addItem" }).getByText("Under way"));
  await picture("run-live");
  api.release();
  await asked;
  await sees(status().getByText("Succeeded"));
  await sees(calls.filter({ hasText: "stockroom.addItem" }).getByText("200"));
  await sees(page.getByRole("region", { name: "Output" }).getByText('"sku": "A-1"'));
  await sees(page.getByText("Loading the code"));
  await picture("run");
  await page.goBack();
  await sees(row(/Succeeded.*stockUp/));
});

test("lines of a level can be left out", async () => {
  const { page } = browser;
  await row("stockUp").click();
  const lines = page.getByRole("log", { name: "Logs" });
  await sees(lines.getByText("Adding"));
  await button("warn").click();
  await lines.getByText("Adding").waitFor({ state: "detached" });
  await sees(lines.getByText("Looking"));
  await button("warn").click();
  await sees(lines.getByText("Adding"));
});

test("a replay leads to the new run, which can be cancelled", async () => {
  const { page } = browser;
  const before = page.url();
  await button("Replay").click();
  await page.waitForURL((url) => url.href !== before && url.pathname.startsWith("/runs/run_"));
  await sees(page.getByText("Replay of"));
  await expect.poll(api.waiting, { timeout: 15_000 }).toBe(1);
  await button("Cancel the run").click();
  await sees(status().getByText("Cancelled"));
  await sees(page.getByText("The run was cancelled on the page."));
  api.release();
  await picture("run-cancelled");
  await page.getByRole("link", { name: /^run_/ }).click();
  await page.waitForURL(before);
});

test("filters are in the address, narrow the list, and the back button takes them away", async () => {
  const { page, server } = browser;
  await put(
    "failing",
    `export default (): Response => { throw new Error("It broke at the needle."); };\n`,
  );
  await run({}, "failing");
  await page.goto(`${server.origin}/runs`);
  await sees(row("failing"));
  await picture("runs");
  await button("Failed").click();
  await row("stockUp").first().waitFor({ state: "detached" });
  await sees(row("It broke at the needle."));
  expect(new URL(page.url()).search).toBe("?status=failed");
  await page.getByLabel("Function").selectOption("stockUp");
  await sees(page.getByRole("heading", { name: "No run fits" }));
  await page.goBack();
  await sees(row("failing"));
  await page.goBack();
  await sees(row("stockUp").first());
  await page.getByLabel("Search in input, output").fill("NEEDLE");
  await row("stockUp").first().waitFor({ state: "detached" });
  await sees(row("failing"));
  await page.reload();
  await sees(row("failing"));
  expect(await page.getByLabel("Search in input, output").inputValue()).toBe("NEEDLE");
  await button("Clear filters").click();
  await sees(row("stockUp").first());
  await page.getByLabel("Started by").selectOption("Replay");
  await sees(row(/Cancelled.*stockUp/));
  expect(await row("").count()).toBe(1);
});

test("a function leads to its runs, and a run to its function", async () => {
  const { page, server } = browser;
  await page.goto(`${server.origin}/code/failing/run`);
  await page.getByRole("link", { name: "All runs", exact: true }).click();
  await sees(row("failing"));
  await page.getByLabel("Function").waitFor();
  expect(await page.getByLabel("Function").inputValue()).toBe("failing");
  await page.goBack();
  await page.getByRole("link", { name: "Open the run" }).click();
  await sees(page.getByText("It broke at the needle.").first());
  await page.getByRole("heading", { level: 1 }).getByRole("link", { name: "failing" }).click();
  await page.waitForURL(/\/code\/failing$/);
});

test("of very many calls it is said how many are not kept", async () => {
  const { page, server } = browser;
  const code = `export default async (): Promise<Response> => {
  for (let at = 0; at < 252; at += 1) await fetch("${api.url}/v2/items");
  return Response.json("tried");
};
`;
  await put("trying", code);
  const { body } = await run({}, "trying");
  await page.goto(`${server.origin}/runs/${body.id}`);
  await sees(page.getByText("2 more calls, between the first and the last of these"));
});

test("it goes by the keyboard, on a narrow screen, in the dark", async () => {
  const { page, server } = browser;
  await page.goto(`${server.origin}/runs`);
  await sees(row("failing"));
  await button("Failed").focus();
  await page.keyboard.press("Space");
  expect(await button("Failed").getAttribute("aria-pressed")).toBe("true");
  await row("stockUp").first().waitFor({ state: "detached" });
  await row("failing").focus();
  expect(await hasFocus(row("failing"))).toBe(true);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 375, height: 860 });
  expect(await overflowOf(page)).toBe(0);
  expect(await barriersIn(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await row("failing").focus();
  await picture("runs-375");
  await page.keyboard.press("Enter");
  await sees(page.getByText("It broke at the needle.").first());
  expect(await overflowOf(page)).toBe(0);
  await page.goto(`${server.origin}/runs?function=stockUp&status=succeeded`);
  await row("stockUp").click();
  await sees(page.getByRole("list", { name: "Outbound calls" }));
  expect(await overflowOf(page)).toBe(0);
  expect(await barriersIn(page)).toEqual([]);
  await picture("run-375");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 860 });
});

test("what is not there is said, with a way back", async () => {
  const { page, server } = browser;
  expect(consoleErrors).toEqual([]);
  await page.goto(`${server.origin}/runs/run_gone`);
  await sees(page.getByRole("heading", { name: "This run is not there any more" }));
  await page.getByRole("link", { name: "All runs" }).click();
  await sees(row("failing"));
});
