import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

/**
 * Inside `src/` a folder imports only from lines above its own, never from a neighbour on its line.
 * The list is the rule; the tests below name the file that breaks it.
 */
const lines: readonly (readonly string[])[] = [
  ["core"],
  ["telemetry"],
  ["catalog", "sandbox/kit"],
  ["flow"],
  ["contract"],
  ["permissions", "store", "connectors"],
  ["access", "audit", "cluster"],
  ["connections", "functions", "sandbox/host", "ai"],
  ["runs", "integrations"],
  ["automations", "pages", "base44", "app-users"],
  ["agent"],
  ["chat", "evals", "setup", "archive", "backup"],
  ["server", "mcp"],
  [
    "settings.ts",
    "endpoints.ts",
    "apps.ts",
    "ground.ts",
    "compose-agent.ts",
    "compose-app.ts",
    "compose-people.ts",
    "compose-reach.ts",
    "compose.ts",
    "cli",
    "cli.ts",
  ],
];

/** Files that may be long: tables of data. */
const maxLines = 500;
const source = fileURLToPath(new URL("../src", import.meta.url));
const root = join(source, "..");

const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(ts|mts|mjs)$/.test(file))
  .map((file) => file.split(sep).join("/"));

function foldersOf(file: string): string {
  const known = lines.flat().filter((folder) => file === folder || file.startsWith(`${folder}/`));
  return known.toSorted((a, b) => b.length - a.length)[0] ?? "";
}

function lineOf(folder: string): number {
  return lines.findIndex((line) => line.includes(folder));
}

interface Import {
  readonly from: string;
  readonly to: string;
}

const imports: readonly Import[] = files.flatMap((file) => {
  const text = readFileSync(join(source, file), "utf8");
  return Array.from(
    text.matchAll(/(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g),
    ([, target = ""]) => ({
      from: file,
      to: relative(source, normalize(join(source, dirname(file), target)))
        .split(sep)
        .join("/"),
    }),
  );
});

/** Why an import is not allowed, or undefined. */
function brokenRule({ from, to }: Import): string | undefined {
  const [own, other] = [foldersOf(from), foldersOf(to)];
  if (to.startsWith("..")) return `${from} reaches out of src: ${to}`;
  if (own === other) return undefined;
  const [ownLine, otherLine] = [lineOf(own), lineOf(other)];
  const lastLine = ownLine === lines.length - 1 && otherLine === ownLine;
  if (lastLine) return undefined;
  if (own === "connectors") {
    const allowed = [
      "core",
      "catalog",
      ...(from.includes("/sandbox/") || from === "connectors/index.ts" ? ["sandbox/kit"] : []),
    ];
    return allowed.includes(other)
      ? undefined
      : `${from}: connectors import core and catalog only, not ${to}`;
  }
  if (otherLine >= ownLine)
    return `${from} (line ${ownLine + 1}) imports ${to} (line ${otherLine + 1}): only lines above`;
  return undefined;
}

describe("layers", () => {
  test("every file stands in a folder of the list", () => {
    expect(files.filter((file) => foldersOf(file) === "")).toEqual([]);
  });

  test("imports point upwards only", () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.flatMap((one) => brokenRule(one) ?? [])).toEqual([]);
  });

  test("the rule finds what breaks it", () => {
    expect(brokenRule({ from: "core/log.ts", to: "store/chats.ts" })).toContain("only lines above");
    expect(brokenRule({ from: "runs/runs.ts", to: "agent/agent.ts" })).toContain(
      "only lines above",
    );
    expect(brokenRule({ from: "store/chats.ts", to: "permissions/compute.ts" })).toContain(
      "only lines above",
    );
    expect(brokenRule({ from: "connectors/slack/provider.ts", to: "flow/schema.ts" })).toContain(
      "core and catalog only",
    );
    expect(brokenRule({ from: "agent/agent.ts", to: "core/log.ts" })).toBeUndefined();
  });

  test("the contract has no Node module in it, so that the page can import it", () => {
    const inContract = files.filter((file) => file.startsWith("contract/"));
    const texts = inContract.map((file) => readFileSync(join(source, file), "utf8"));
    expect(texts.filter((text) => /from "node:/.test(text))).toEqual([]);
  });

  test("a stand-in shares no code with what it stands in for", () => {
    const broken = imports.filter(
      ({ from, to }) =>
        /^connectors\/[^/]+\/sandbox\//.test(from) &&
        !from.endsWith(".test.ts") &&
        /\/operations\//.test(to),
    );
    expect(broken).toEqual([]);
  });

  test("only settings reads the environment, only outbound reaches out", () => {
    // What tests stand on is no part of the product.
    const product = files.filter((file) => !/(?:\.test|(?:^|\/)ground)\.ts$/.test(file));
    const reads = product.filter((file) =>
      // As a text it names what code of users may do.
      /(?<!")\bprocess\.env\b/.test(readFileSync(join(source, file), "utf8")),
    );
    expect(reads).toEqual(["cli/main.ts"]);
  });

  test("no file is longer than a person reads", () => {
    const long = files.filter(
      (file) => readFileSync(join(source, file), "utf8").split("\n").length > maxLines,
    );
    expect(long).toEqual([]);
  });
});

test("the page imports nothing of src but the contract", () => {
  const web = join(root, "web");
  const pages = readdirSync(web, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  const broken = pages.flatMap((file) => {
    const text = readFileSync(join(web, file), "utf8");
    return Array.from(
      text.matchAll(/from ["']([^"']*\/src\/[^"']+)["']/g),
      ([, target = ""]) => target,
    ).filter((target) => !/\/src\/contract\//.test(target) && target.includes("../src/"));
  });
  expect(broken).toEqual([]);
});
