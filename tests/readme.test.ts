import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format } from "oxfmt";
import { expect, test } from "vitest";
import { connectors, sandboxes } from "../src/connectors/index.ts";

/** README's table comes out of the catalog. UPDATE_README=1 writes it anew. */
const file = fileURLToPath(new URL("../README.md", import.meta.url));
const [start, end] = ["<!-- connectors:start -->", "<!-- connectors:end -->"];

/** One line a connector; its name leads to the traps of its API, `provider` names its stand-in. */
function table(): string {
  const rows = connectors.map(({ id, name, description, operations, scopes, events, provider }) => [
    `[${name}](src/connectors/${id}/README.md)`,
    description,
    operations.length,
    scopes.length,
    events.length,
    provider in sandboxes ? `\`${provider}\`` : "none",
  ]);
  const head = ["tool", "what for", "operations", "permissions", "events", "sandbox"];
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

test("README's table is the catalog", async () => {
  const readme = readFileSync(file, "utf8");
  const [before, rest = ""] = readme.split(start);
  const after = rest.split(end)[1];
  const { code: wanted } = await format(
    "README.md",
    `${before}${start}\n\n${table()}\n\n${end}${after}`,
    {},
  );
  if (process.env["UPDATE_README"]) writeFileSync(file, wanted);
  expect(readFileSync(file, "utf8")).toBe(wanted);
});
