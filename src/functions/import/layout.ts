import { posix } from "node:path";
import { z } from "zod";
import type { CodeProblem } from "../types.ts";
import { type Files, invalid } from "./files.ts";
import { readJsonc } from "./jsonc.ts";

/** A function as the files have it; `problem` says why it is none. */
export interface FoundFunction {
  /** As we call it. */
  readonly name: string;
  /** Of the file that answers requests, or of what names one that is not there. */
  readonly path: string;
  /** As a function.jsonc of ours has it. */
  readonly flow?: unknown;
  readonly notes: readonly string[];
  readonly problem?: CodeProblem;
}

/** Scopes that a file in `connectors/` asks for. */
export interface DeclaredConnector {
  readonly type: string;
  readonly scopes: readonly string[];
}

export interface Layout {
  readonly functions: readonly FoundFunction[];
  /** Undefined where the layout has no place for them. */
  readonly connectors?: readonly DeclaredConnector[];
}

/** https://docs.base44.com/developers/backend/overview/project-structure */
const projectShape = z.looseObject({
  functionsDir: z.string().default("functions"),
  connectorsDir: z.string().default("connectors"),
});

const automationShape = z.looseObject({
  name: z.string().optional(),
  type: z.string().optional(),
  cron_expression: z.string().optional(),
});

const functionShape = z.looseObject({
  name: z.string().optional(),
  entry: z.string().optional(),
  automations: z.array(automationShape).default([]),
  flow: z.unknown().optional(),
});

const connectorShape = z.looseObject({
  type: z.string(),
  scopes: z.array(z.string()).default([]),
});

/**
 * Finds the functions in a project of Base44's, in a folder of ours, or in a single file, which
 * `name` may name. Throws `import/invalid` where there is none.
 */
export function readLayout(files: Files, name: string | undefined): Layout {
  const project = base44Roots(files);
  if (project) {
    const functions = functionsIn(files, project.functions, undefined);
    const connectors = connectorsIn(files, project.connectors);
    if (functions.length > 0 || connectors.length > 0) return { functions, connectors };
  }
  const own = rootOf(files, "generated-functions");
  const functions = functionsIn(files, own ?? "", name);
  if (functions.length > 0) return { functions };
  throw invalid(
    "There is no function among these files: neither base44/functions/<name>/entry.ts nor <name>/entry.ts, nor a single entry.ts.",
    "files",
  );
}

/** The first folder of a name that the files have, wherever it stands: `my-app/base44`. */
function rootOf(files: Files, folder: string): string | undefined {
  for (const path of files.keys()) {
    const segments = path.split("/");
    const at = segments.indexOf(folder);
    if (at >= 0 && at < segments.length - 1) return segments.slice(0, at + 1).join("/");
  }
  return undefined;
}

function base44Roots(files: Files) {
  const root = rootOf(files, "base44");
  const configPath = [root, ""]
    .flatMap((folder) =>
      folder === undefined
        ? []
        : ["config.jsonc", "config.json"].map((file) => posix.join(folder, file)),
    )
    .find((path) => files.has(path));
  const base = root ?? "";
  const read = readJsonc(
    configPath ?? "",
    (configPath && files.get(configPath)) ?? "{}",
    projectShape,
  );
  if (read.status === "invalid") throw invalid(read.problem.message, configPath ?? "files");
  const { functionsDir, connectorsDir } = read.content;
  const within = (folder: string) => {
    const path = posix.join(base, folder);
    if (path.startsWith("..") || posix.isAbsolute(folder))
      throw invalid(`${configPath}: "${folder}" leads out of the project.`, configPath ?? "files");
    return path.replace(/\/$/, "");
  };
  return { functions: within(functionsDir), connectors: within(connectorsDir) };
}

const entryFiles = ["entry.ts", "entry.js"];
const configFiles = ["function.jsonc", "function.json"];

function functionsIn(
  files: Files,
  root: string,
  single: string | undefined,
): readonly FoundFunction[] {
  const inRoot = [...files.keys()].filter((path) => isBelow(path, root));
  const folders = inRoot
    .filter((path) => [...entryFiles, ...configFiles].includes(posix.basename(path)))
    .map((path) => posix.dirname(path))
    // What others wrote, and what is kept out of sight.
    .filter((folder) => !/(?:^|\/)(?:node_modules|\.[^/]+)(?:\/|$)/.test(folder));
  return [...new Set(folders)].map((folder) => functionAt(files, root, folder, single));
}

function functionAt(
  files: Files,
  root: string,
  folder: string,
  single: string | undefined,
): FoundFunction {
  const at = (file: string) => posix.join(folder, file);
  const configPath = configFiles.map(at).find((path) => files.has(path));
  const byFolder = folder === "." ? "" : folder.slice(root === "" ? 0 : root.length + 1);
  const read = readJsonc(
    configPath ?? "",
    (configPath && files.get(configPath)) ?? "{}",
    functionShape,
  );
  if (read.status === "invalid")
    return { name: ours(byFolder), path: configPath ?? folder, notes: [], problem: read.problem };
  const { name, entry, automations, flow } = read.content;
  const path =
    entry === undefined
      ? (entryFiles.map(at).find((one) => files.has(one)) ?? at("entry.ts"))
      : at(entry);
  const called = ours(name ?? (byFolder || single) ?? "");
  return {
    name: called,
    path,
    ...(flow === undefined ? {} : { flow }),
    notes: automations.map(noteOf),
    ...(files.has(path)
      ? {}
      : {
          problem: problem(
            `${configPath} says that the function begins in ${path}, which is not among the files.`,
          ),
        }),
    ...(called === ""
      ? {
          problem: problem(
            `${path} has no name: put it into a folder of its name, or say "name" beside the files.`,
          ),
        }
      : {}),
  };
}

/** Base44 has folders in names, `orders/process`. */
function ours(name: string): string {
  return name.trim().replaceAll("/", "-");
}

function noteOf({
  name = "",
  type = "",
  cron_expression: cron,
}: z.output<typeof automationShape>): string {
  const what =
    cron === undefined ? `The ${type} automation "${name}"` : `The schedule "${name}" (${cron})`;
  return `${what} was left out: only code is taken over. Add what starts it under Automations.`;
}

function connectorsIn(files: Files, root: string): readonly DeclaredConnector[] {
  const inRoot = [...files].filter(([path]) => isBelow(path, root) && /\.jsonc?$/.test(path));
  return inRoot.map(([path, text]) => {
    const read = readJsonc(path, text, connectorShape);
    if (read.status === "invalid") throw invalid(read.problem.message, path);
    return { type: read.content.type, scopes: read.content.scopes };
  });
}

function isBelow(path: string, root: string): boolean {
  return root === "" || path.startsWith(`${root}/`);
}

function problem(message: string): CodeProblem {
  return { check: "policy", severity: "error", message };
}
