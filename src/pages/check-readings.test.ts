import { expect, test } from "vitest";
import { connectors, providers } from "../connectors/index.ts";
import { createCatalog } from "../catalog/catalog.ts";
import { pageSpec } from "../contract/page-spec.ts";
import { outputSchemaOf } from "../functions/output-shape.ts";
import { checkReadings } from "./check-readings.ts";

const catalog = createCatalog(connectors, providers);

const flow = (use: string, output?: string) => ({
  name: "feed",
  description: "Feeds a page",
  trigger: { type: "manual" as const },
  inputs: {},
  steps: [{ id: "found", use, with: {} }],
  ...(output === undefined ? {} : { output }),
});

function problemsOf(use: string, block: object, output?: string) {
  const spec = pageSpec.parse({
    slug: "page",
    title: "Page",
    sources: { data: { function: "feed" } },
    blocks: [{ id: "block", ...block }],
  });
  return checkReadings(spec, () => outputSchemaOf(flow(use, output), catalog));
}

const table = (rows: string, value: string) => ({
  type: "table",
  rows,
  columns: [{ label: "One", value }],
});

test("paths into what a function answers are followed, into each entry as well", () => {
  expect(problemsOf("tiktok.video.list", table("${data.videos}", "${item.view_count}"))).toEqual(
    [],
  );
  expect(
    problemsOf("hubspot.crm.deals.search", table("${data.results}", "${item.properties.amount}")),
  ).toEqual([]);
  expect(
    problemsOf("tiktok.user.info", { type: "figure", value: "${data.follower_count}" }),
  ).toEqual([]);
});

test("one that leads nowhere is a warning with the nearest name", () => {
  expect(
    problemsOf("tiktok.user.info", { type: "figure", value: "${data.followerCount}" }),
  ).toEqual([
    {
      where: "blocks.block.value",
      severity: "warning",
      message: expect.stringContaining("follower_count"),
    },
  ]);
  expect(
    problemsOf("tiktok.video.list", table("${data.videos}", "${item.viewCount}")),
  ).toMatchObject([
    { where: "blocks.block.columns[0].value", message: expect.stringContaining("view_count") },
  ]);
});

test("rows have to be a list", () => {
  expect(problemsOf("tiktok.user.info", table("${data}", "${item.x}"))).toMatchObject([
    { where: "blocks.block.rows", severity: "warning" },
  ]);
});

test("without an output the last step's answer is followed, with one that", () => {
  expect(
    problemsOf("tiktok.video.list", table("${data}", "${item.title}"), "${found.videos}"),
  ).toEqual([]);
  expect(
    problemsOf("tiktok.video.list", table("${data.videos}", "${item.title}"), "${found.videos}"),
  ).toHaveLength(1);
});
