import { PatchbayError } from "../../core/errors.ts";
import type { ExportTarget, TransferFile } from "../../contract/function-transfer.ts";
import type { FunctionVersion } from "../../store/function-version.ts";
import type { Templates } from "../templates.ts";
import { tidy } from "../tidy.ts";
import { aboutOf } from "./about.ts";
import { type Adapter, renderAttach } from "./adapter.ts";
import { type Entry, readEntry } from "./entry.ts";
import { cronWithNames } from "./schedule.ts";
import { settingsOf } from "./settings-table.ts";

type ServerTarget = Exclude<ExportTarget, "base44">;

interface ServerExport {
  readonly version: FunctionVersion;
  readonly target: ServerTarget;
  readonly adapter: Adapter;
  readonly templates: Templates;
  /** Versions of the packages that exported code uses. */
  readonly packages: Readonly<Record<string, string>>;
}

/** The newest date that Workers run with here; a later one may change how they behave. */
const compatibilityDate = "2026-11-01";

const cloudflareEnvironment = 'import { env } from "cloudflare:workers";';

/** A function as a program of its own: its file as it is, and around it what attaches credentials and serves it. */
export async function serverFiles(given: ServerExport): Promise<readonly TransferFile[]> {
  const { version, target, adapter, templates, packages } = given;
  const entry = readEntry(version.code);
  checkImports(version.name, target, entry);
  const setting = { source: templates.render(`${target}/setting.ts`, {}) };
  const imports = { source: target === "cloudflare" ? cloudflareEnvironment : "" };
  const attach = { source: renderAttach(templates, adapter) };
  const needsDeno = entry.usesDeno && target !== "deno";
  const { schedule, ...about } = aboutOf(version);
  const handle = handleOf(entry, target);
  const cron =
    schedule && handle && target !== "node" ? cronWithNames(schedule.cron.source) : undefined;
  const main = target === "cloudflare" ? "worker.ts" : "main.ts";
  const mainValues = {
    imports: importsOf(entry, needsDeno).map((source) => ({ source })),
    handle,
    handler: entry.style === "serve" ? undefined : { source: handlerTypes[entry.style] },
    name: version.name,
    cron,
  };
  const variables = {
    source: templates.render("variables.md", { variables: settingsOf(version, adapter) }),
  };
  const readme = { ...about, schedule, cron, variables };
  const code = async (path: string, text: string) => ({ path, text: await tidy(text, path) });
  return [
    { path: "entry.ts", text: version.code },
    await code("credentials.ts", templates.render("credentials.ts", { imports, setting, attach })),
    ...(needsDeno
      ? [await code("deno.ts", templates.render("deno-global.ts", { imports, setting }))]
      : []),
    await code(main, templates.render(`${target}/${main}`, mainValues)),
    configOf(given, entry, cron, packages),
    await code("README.md", templates.render(`${target}/README.md`, readme)),
  ];
}

function checkImports(name: string, target: ServerTarget, { imports }: Entry): void {
  const foreign = imports.find((from) => !from.startsWith("node:"));
  if (foreign === undefined) return;
  throw new PatchbayError(
    "function/not-exportable",
    `"${name}" imports ${foreign}, which works at Base44 and in Patchbay: export it with the target base44, or call the API with fetch in its place to take it to ${target}.`,
    { where: "target" },
  );
}

/** In this order: what entry.ts uses is there before it is run. */
function importsOf({ style }: Entry, needsDeno: boolean): readonly string[] {
  return [
    '"./credentials.ts"',
    ...(needsDeno ? [style === "serve" ? '{ served } from "./deno.ts"' : '"./deno.ts"'] : []),
    style === "serve" ? '"./entry.ts"' : 'entry from "./entry.ts"',
  ];
}

/** A function that reads nothing of its request takes none; as one of these it can be given one. */
const handlerTypes = {
  object: "{ fetch(request: Request): Response | Promise<Response> }",
  function: "(request: Request) => Response | Promise<Response>",
} as const;

/** How `request` is answered; undefined where entry.ts serves by itself. */
function handleOf({ style }: Entry, target: ServerTarget) {
  if (style === "serve") return target === "deno" ? undefined : { source: "served(request)" };
  return { source: style === "object" ? "handler.fetch(request)" : "handler(request)" };
}

function configOf(
  { version, target }: ServerExport,
  { imports }: Entry,
  cron: string | undefined,
  packages: ServerExport["packages"],
): TransferFile {
  const file = (path: string, content: unknown) => ({
    path,
    text: `${JSON.stringify(content, null, 2)}\n`,
  });
  const name = packageName(version.name);
  if (target === "deno")
    return file("deno.json", {
      tasks: { start: "deno run --allow-net --allow-env main.ts" },
      ...(cron === undefined ? {} : { unstable: ["cron"] }),
    });
  if (target === "cloudflare")
    return file("wrangler.jsonc", {
      name,
      main: "worker.ts",
      compatibility_date: compatibilityDate,
      ...(imports.length > 0 ? { compatibility_flags: ["nodejs_compat"] } : {}),
      ...(cron === undefined ? {} : { triggers: { crons: [cron] } }),
    });
  return file("package.json", {
    name,
    private: true,
    type: "module",
    scripts: { start: "node main.ts" },
    engines: { node: ">=22.18" },
    dependencies: {
      "@hono/node-server": packages["@hono/node-server"],
      hono: packages["hono"],
    },
  });
}

/** As npm and Workers take names: small letters, digits and hyphens. */
function packageName(name: string): string {
  const kebab = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
  return kebab.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "") || "function";
}
