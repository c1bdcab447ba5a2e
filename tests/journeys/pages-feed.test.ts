import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { passingTime } from "../support/passing-time.ts";
import { saveUnchecked } from "../support/saved-function.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** How often the functions of a page run, and for how long what they answered is at hand. */
const time = passingTime();
let server: TestServer;
let key = "";

const served = (body: string) => `export default { fetch: async (request) => { ${body} } };\n`;
const spec = {
  slug: "fed",
  title: "Fed",
  refresh: 20,
  filters: [{ id: "word", label: "Word", kind: "text" }],
  sources: {
    numbers: { function: "numbers", input: { word: "${filters.word}" } },
    slow: { function: "slow" },
    broken: { function: "broken" },
  },
  blocks: [
    {
      id: "table",
      type: "table",
      rows: "${numbers.list}",
      columns: [{ label: "N", value: "${item.n}" }],
      actions: [{ label: "Go", function: "go", input: { n: "${item.n}" } }],
    },
    { id: "count", type: "figure", rows: "${numbers.list}", aggregate: "count" },
    { id: "slow", type: "figure", value: "${slow.done}" },
    { id: "broken", type: "figure", value: "${broken.x}" },
  ],
};

beforeAll(async () => {
  server = await startServer({}, undefined, undefined, time);
  const list = "Response.json({ list: [{ n: 1 }, { n: 2 }] })";
  await saveUnchecked(server, "numbers", served(`return ${list};`));
  await saveUnchecked(server, "go", served("return Response.json(await request.json());"));
  await saveUnchecked(
    server,
    "slow",
    served("await new Promise((end) => setTimeout(end, 3000)); return Response.json({ done: 1 });"),
  );
  await saveUnchecked(server, "broken", served('throw new Error("No such thing");'));
  await server.json("/api/pages", "POST", { spec });
  const { body } = await server.json("/api/pages/fed/embed", "PUT", {
    origins: ["https://site.example"],
  });
  key = body.key;
}, 60_000);
afterAll(() => server.close());

/** Each test finds nothing at hand. */
beforeEach(() => time.pass(61_000));

const data = (block: string, body: unknown = {}) =>
  server.json(`/api/pages/fed/blocks/${block}/data`, "POST", body);
async function embedded(block: string, body: unknown = {}) {
  const response = await fetch(new URL(`/api/pages/fed/blocks/${block}/data`, server.origin), {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as any };
}
const runsOf = async (name: string): Promise<readonly any[]> =>
  (await server.json(`/api/runs?function=${name}&limit=100`)).body.runs;

/** How many runs of a function some work takes. */
async function runsDuring(name: string, work: () => Promise<unknown>): Promise<number> {
  const before = (await runsOf(name)).length;
  await work();
  return (await runsOf(name)).length - before;
}

describe("one run", () => {
  test("feeds all who ask the same at a time, makers and others", async () => {
    const count = await runsDuring("numbers", () =>
      Promise.all([
        data("table"),
        data("count"),
        data("table", { fresh: true }),
        embedded("table"),
        embedded("count"),
      ]),
    );
    expect(count).toBe(1);
  });

  test("feeds whoever asks the same until the page loads again, and not those who ask something else", async () => {
    expect(await runsDuring("numbers", () => data("table"))).toBe(1);
    time.pass(19_000);
    expect(await runsDuring("numbers", () => data("count"))).toBe(0);
    expect(await runsDuring("numbers", () => data("count", { filters: { word: "x" } }))).toBe(1);
    time.pass(1_500);
    expect(await runsDuring("numbers", () => data("count"))).toBe(1);
  });

  test("is started anew by who asks for it, and for those who only look two seconds later at the earliest", async () => {
    await data("table");
    time.pass(400);
    const fresh = { fresh: true };
    expect(await runsDuring("numbers", () => embedded("table", fresh))).toBe(0);
    expect(await runsDuring("numbers", () => data("table", fresh))).toBe(1);
    time.pass(2_100);
    expect(await runsDuring("numbers", () => embedded("table", fresh))).toBe(1);
  });

  test("after something was done on the page is a new one", async () => {
    const { body } = await data("table");
    const act = {
      action: 0,
      row: { snapshot: body.snapshot, position: 1 },
    };
    const acted = await server.json("/api/pages/fed/blocks/table/act", "POST", act);
    expect((await server.json(`/api/runs/${acted.body.run}`)).body).toMatchObject({
      trigger: "page",
      output: { n: 2 },
    });
    expect(await runsDuring("numbers", () => data("table"))).toBe(1);
  });

  test("that failed is not repeated for everybody who asks", async () => {
    const failed = await data("broken");
    expect(failed).toMatchObject({
      status: 424,
      body: { where: "sources.broken", detail: expect.stringContaining("No such thing") },
    });
    expect(
      await runsDuring("broken", () => Promise.all([data("broken"), embedded("broken")])),
    ).toBe(0);
    time.pass(5_100);
    expect(await runsDuring("broken", () => data("broken"))).toBe(1);
  });

  test("is given up when nobody waits for it any more", async () => {
    const asked = (controller: AbortController) =>
      server
        .fetch("/api/pages/fed/blocks/slow/data", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: "{}",
          signal: controller.signal,
        })
        .then(({ status }) => status)
        .catch(() => "left");
    const [one, other] = [new AbortController(), new AbortController()];
    const both = [asked(one), asked(other)];
    await until(async () => (await runsOf("slow")).length === 1);
    one.abort();
    await wait(200);
    expect((await runsOf("slow"))[0].status).toBe("running");
    other.abort();
    await until(async () => (await runsOf("slow"))[0].status !== "running");
    expect((await runsOf("slow"))[0]).toMatchObject({ status: "cancelled", cancelledBy: "caller" });
    expect(await Promise.all(both)).toEqual(["left", "left"]);
    expect((await data("slow")).body.data).toEqual({ type: "figure", value: 1 });
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(30);
}

test("a row can be acted on for a quarter of an hour, and then is to be loaded again", async () => {
  const { body } = await data("table");
  const row = { snapshot: body.snapshot, position: 0 };
  const act = () => server.json("/api/pages/fed/blocks/table/act", "POST", { action: 0, row });
  time.pass(14 * 60_000);
  expect((await act()).status).toBe(200);
  time.pass(61_000);
  expect(await act()).toMatchObject({
    status: 409,
    body: { type: "urn:patchbay:page/snapshot-gone" },
  });
});

test("ten thousand rows come whole, and an answer that is too large says so", async () => {
  const word = { filters: { word: "x".repeat(30) } };
  const many = (count: number, size: number) =>
    served(
      `return Response.json({ list: Array.from({ length: ${count} }, (_, n) => ({ n, text: "x".repeat(${size}) })) });`,
    );
  await saveUnchecked(server, "numbers", many(10_050, 300));
  const { body } = await data("table", word);
  expect(body.data).toMatchObject({ total: 10_050 });
  expect(body.data.rows.at(-1)).toEqual([9_999]);
  await saveUnchecked(server, "numbers", many(20, 1_000_000));
  expect((await data("table", word)).body.detail).toContain("more than 16 MB");
  await saveUnchecked(server, "numbers", many(2, 1));
});

test("who only looks cannot start more than 120 runs a minute by other filters", async () => {
  const statuses: number[] = [];
  for (let count = 0; count < 125; count += 1)
    statuses.push((await embedded("count", { filters: { word: String(count) } })).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(120);
  expect(new Set(statuses.slice(120))).toEqual(new Set([429]));
  expect((await data("count", { filters: { word: "maker" } })).status).toBe(200);
});

test("a function that may write by now feeds nothing any more", async () => {
  await data("table");
  const code = served("return Response.json({ list: [] });");
  await saveUnchecked(server, "numbers", code, ["slack.chat.postMessage"]);
  expect(await runsDuring("numbers", () => data("table", { fresh: true }))).toBe(0);
  expect((await data("table")).body.detail).toContain("may change something by now");
  const preview = { spec, block: "table" };
  expect(await server.json("/api/pages/preview", "POST", preview)).toMatchObject({
    status: 422,
    body: { type: "urn:patchbay:page/refused", where: "sources.numbers.function" },
  });
});

test("a preview shows what is not saved, and minds only what that block is fed by", async () => {
  const blocks = [{ id: "later", type: "figure", value: "${slow.done} and ${filters.word}" }];
  const preview = { spec: { ...spec, blocks }, block: "later", filters: { word: "more" } };
  const { body } = await server.json("/api/pages/preview", "POST", preview);
  expect(body.data).toEqual({ type: "figure", value: "1 and more" });
  const odd = { ...preview, spec: { ...spec, blocks: [{ ...blocks[0], value: "${slow.}" }] } };
  expect(await server.json("/api/pages/preview", "POST", odd)).toMatchObject({
    status: 422,
    body: { where: "blocks.later.value" },
  });
});
