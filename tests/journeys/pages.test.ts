import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readBackWith } from "../support/read-back.ts";
import { type PageGround, salesPage, startPages } from "../support/pages.ts";

/** Pages over HTTP: made, looked at, used, changed and brought back, against the stand-ins. */
const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
let server: PageGround;

beforeAll(async () => {
  server = await startPages(folder);
  for (const name of ["openDeals", "tellSales", "tiktokNumbers", "addContact"] as const)
    await server.make(name);
}, 60_000);
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const data = (block: string, body: unknown = {}) =>
  server.json(`/api/pages/sales/blocks/${block}/data`, "POST", body);
const act = (block: string, body: unknown) =>
  server.json(`/api/pages/sales/blocks/${block}/act`, "POST", body);

async function put(of: string, spec: unknown, etag?: string) {
  const response = await server.fetch(`/api/pages/${of}`, {
    method: "PUT",
    headers: {
      "content-type": "application/json",
      ...(etag === undefined ? {} : { "if-match": `"${etag}"` }),
    },
    body: JSON.stringify({ spec }),
  });
  return { status: response.status, body: (await response.json()) as any };
}

test("a page is made of functions that there are, and looked at", async () => {
  const unable = { ...salesPage, sources: { ...salesPage.sources, none: { function: "none" } } };
  expect(await server.json("/api/pages", "POST", { spec: unable })).toMatchObject({
    status: 422,
    body: { type: "urn:patchbay:page/refused" },
  });
  const made = await server.json("/api/pages", "POST", { spec: salesPage });
  expect(made.body.problems).toEqual([]);
  expect(made).toMatchObject({
    status: 201,
    body: { slug: "sales", version: 1, madeBy: { what: "hand", via: "api" } },
  });
  expect((await server.json("/api/pages")).body.pages).toMatchObject([
    {
      slug: "sales",
      blocks: 5,
      functions: ["addContact", "openDeals", "tellSales", "tiktokNumbers"],
      isEmbedded: false,
    },
  ]);
  const { body: view } = await server.json("/api/pages/sales/view");
  expect(view).toMatchObject({ title: "Sales", canEdit: true, version: 1 });
  expect(view.blocks[3].columns).toEqual([
    { label: "Name", format: "text" },
    { label: "Amount", format: "currency", currency: "EUR" },
  ]);
});

describe("blocks", () => {
  test("show the deals of HubSpot and the numbers of TikTok", async () => {
    expect((await data("total")).body).toMatchObject({ data: { value: 68_700 } });
    expect((await data("followers")).body.data).toEqual({ type: "figure", value: 12_840 });
    const { body: chart } = await data("views");
    expect(chart.data.x).toHaveLength(7);
    expect(chart.data.x.toSorted()).toEqual(chart.data.x);
    expect(chart.data.series[0].at(-1)).toBe(48_211);
  });

  test("of one source are fed by one run", async () => {
    const [total, deals] = await Promise.all([
      data("total", { fresh: true }),
      data("deals", { fresh: true }),
    ]);
    expect(total.body.runs).toEqual(deals.body.runs);
    const { body: run } = await server.json(`/api/runs/${total.body.runs[0]}`);
    expect(run).toMatchObject({ trigger: "page", function: "openDeals", status: "succeeded" });
  });

  test("follow the filters: as input of the function, and as a condition", async () => {
    const { body } = await data("deals", { filters: { minimum: 4000, words: "NORTH" } });
    const names = body.data.rows.map(([name]: any) => name);
    expect(names.toSorted()).toEqual(["Northwind renewal", "Northwind training"]);
    expect(await data("deals", { filters: { owner: "me" } })).toMatchObject({
      status: 400,
      body: { where: "filters.owner" },
    });
  });
});

describe("an action", () => {
  test("of a row posts what that row has to Slack", async () => {
    const { body: shown } = await data("deals", { filters: { words: "pilot" } });
    expect(shown.data.rows).toEqual([["Tailspin pilot", "3500"]]);
    const done = await act("deals", {
      action: 0,
      filters: { words: "pilot" },
      row: { snapshot: shown.snapshot, position: shown.data.positions[0] },
    });
    expect(done).toMatchObject({ status: 200, body: { message: "Sales knows." } });
    const said = await readBackWith(
      server,
      { operation: "slack.conversations.history", with: { channel: "C01GENERAL" } },
      {},
    );
    expect(said).toContain("Look at Tailspin pilot: 3500 (looked for pilot)");
  });

  test("is refused for a row that is not shown, and for one that is gone", async () => {
    const { body: shown } = await data("deals");
    const { body: all } = await data("total");
    expect(all.snapshot).toBe(shown.snapshot);
    const hidden = [0, 1, 2, 3].find((one) => !shown.data.positions.includes(one));
    const pressed = (row: unknown) => act("deals", { action: 0, row });
    expect(await pressed({ snapshot: shown.snapshot, position: hidden })).toMatchObject({
      status: 400,
      body: { where: "row.position" },
    });
    expect(await pressed({ snapshot: "never", position: 0 })).toMatchObject({
      status: 409,
      body: { type: "urn:patchbay:page/snapshot-gone" },
    });
  });

  test("of a form creates a contact in HubSpot, once it is filled in", async () => {
    expect(await act("contact", { values: { email: "nobody" } })).toMatchObject({
      status: 422,
      body: { where: "email", detail: "E-mail must be an e-mail address." },
    });
    const done = await act("contact", {
      values: { email: "ada@contoso.example", firstname: "Ada" },
    });
    expect(done).toMatchObject({ status: 200, body: { message: "Saved." } });
    const found = await readBackWith(
      server,
      { operation: "hubspot.crm.contacts.search", with: {} },
      {},
    );
    expect(found).toContain("ada@contoso.example");
  });
});

describe("a change", () => {
  test("is refused from another version than the current one", async () => {
    const { body: seen } = await server.json("/api/pages/sales");
    expect((await put("sales", { ...salesPage, title: "Deals" })).status).toBe(428);
    const saved = await put("sales", { ...salesPage, title: "Deals" }, seen.etag);
    expect(saved).toMatchObject({ status: 200, body: { version: 2, title: "Deals" } });
    expect(await put("sales", { ...salesPage, title: "Late" }, seen.etag)).toMatchObject({
      status: 412,
      body: { type: "urn:patchbay:page/changed", version: 2 },
    });
    const { body } = await server.json("/api/pages/sales/versions");
    expect(body.versions.map(({ version, title }: any) => [version, title])).toEqual([
      [2, "Deals"],
      [1, "Sales"],
    ]);
    for (const [path, method, given] of [
      ["/api/pages/sales", "DELETE", undefined],
      ["/api/pages/sales/restore", "POST", JSON.stringify({ version: 1 })],
    ] as const) {
      const response = await server.fetch(path, {
        method,
        headers: { "content-type": "application/json", "if-match": `"${seen.etag}"` },
        ...(given === undefined ? {} : { body: given }),
      });
      expect(response.status).toBe(412);
    }
    const back = await server.json("/api/pages/sales/restore", "POST", { version: 1 });
    expect(back.body).toMatchObject({ version: 3, title: "Sales", restoredFrom: 1 });
  });

  test("that cannot work is refused, with what to do", async () => {
    const { body: seen } = await server.json("/api/pages/sales");
    const broken = {
      ...salesPage,
      sources: { ...salesPage.sources, deals: { function: "tellSales" } },
    };
    expect(await put("sales", broken, seen.etag)).toMatchObject({
      status: 422,
      body: { type: "urn:patchbay:page/refused", where: "sources.deals.function" },
    });
    const { body } = await server.json("/api/pages/check", "POST", { spec: broken });
    expect(body.problems[0].message).toContain('"tellSales" may change something');
  });

  test("of the address keeps the old one", async () => {
    const { body: seen } = await server.json("/api/pages/sales");
    const moved = await put("sales", { ...salesPage, slug: "revenue" }, seen.etag);
    expect(moved).toMatchObject({ status: 200, body: { slug: "revenue", version: 4 } });
    expect((await server.json("/api/pages/sales/view")).body.slug).toBe("revenue");
    expect((await data("followers")).body.data.value).toBe(12_840);
    expect((await put("sales", salesPage, moved.body.etag)).body.slug).toBe("sales");
  });

  test("of a function that it is fed by is told, not hidden", async () => {
    await server.fetch("/api/functions/tiktokNumbers", { method: "DELETE" });
    const { body } = await server.json("/api/pages/sales");
    expect(body.problems).toMatchObject([{ where: "sources.tiktok.function", severity: "error" }]);
    await server.json("/api/functions/tiktokNumbers/restore", "POST", {});
    await server.json("/api/functions/tiktokNumbers/rename", "POST", { name: "clipNumbers" });
    expect((await server.json("/api/pages/sales")).body.problems).toEqual([]);
    expect((await data("followers")).status).toBe(200);
  });
});

test("what was deleted comes back, and a restart keeps it", async () => {
  expect((await server.fetch("/api/pages/sales", { method: "DELETE" })).status).toBe(204);
  expect(await server.json("/api/pages/sales/view")).toMatchObject({ status: 404 });
  expect((await server.json("/api/pages/deleted")).body.pages).toMatchObject([{ slug: "sales" }]);
  expect((await server.json("/api/pages/sales/restore", "POST", {})).body.slug).toBe("sales");
  await server.close();
  server = await startPages(folder);
  expect((await server.json("/api/pages/sales")).body).toMatchObject({ version: 5, problems: [] });
  expect((await data("followers")).body.data.value).toBe(12_840);
}, 60_000);
