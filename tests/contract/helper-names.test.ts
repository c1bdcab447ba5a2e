import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";

const helpers = new URL("../../templates/helpers/", import.meta.url);

/** What a helper template declares at the top of the function's file. */
function declaredIn(file: string): readonly string[] {
  const code = readFileSync(new URL(file, helpers), "utf8");
  const found = code.matchAll(/^(?:async )?(?:function|const|interface|type|class) (\w+)/gm);
  return Array.from(found, ([, name = ""]) => name);
}

test("a function may use any tools together: no two helpers declare the same name", () => {
  const files = readdirSync(helpers, { recursive: true, encoding: "utf8" });
  const templates = files.filter((file) => file.endsWith(".hbs"));
  const declared = templates.flatMap((file) => declaredIn(file).map((name) => ({ name, file })));
  const groups = [...Map.groupBy(declared, ({ name }) => name).values()];
  const twice = groups.filter((group) => group.length > 1);
  expect(twice.map((group) => group.map(({ name, file }) => `${file}: ${name}`))).toEqual([]);
});
