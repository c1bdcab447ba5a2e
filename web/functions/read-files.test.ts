import { expect, test } from "vitest";
import { importOf, readFiles } from "./read-files.ts";

test("of a folder, what functions are made of is read, and nothing that hides or was installed", async () => {
  const paths = [
    "app/base44/functions/order/entry.ts",
    "app/base44/functions/order/function.jsonc",
    "app/base44/config.jsonc",
    "app/node_modules/x/index.js",
    "app/.env.json",
    "app/.git/config.json",
    "app/photo.png",
    ".env",
  ];
  const files = paths.map((path) => ({ path, file: new File([`text of ${path}`], path) }));
  expect(await readFiles(files)).toEqual([
    { path: paths[0], text: `text of ${paths[0]}` },
    { path: paths[1], text: `text of ${paths[1]}` },
    { path: paths[2], text: `text of ${paths[2]}` },
  ]);
});

test("a single file is the function that it is called after", () => {
  const text = "export default () => {};";
  expect(importOf([{ path: "take-order.ts", text }], true)).toEqual({
    files: [{ path: "entry.ts", text }],
    name: "take-order",
    dryRun: true,
  });
  for (const path of ["entry.ts", "order/entry.ts", "order.json"])
    expect(importOf([{ path, text }], false)).toEqual({ files: [{ path, text }], dryRun: false });
});
