import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Command, Option } from "commander";
import {
  exportShape,
  exportTarget,
  importShape,
  type ImportView,
} from "../../contract/function-transfer.ts";
import { PatchbayError } from "../../core/errors.ts";
import { type Client, send } from "../client.ts";
import { inside, writeInside } from "../disk.ts";
import { confirm, isTerminal, note, say, write } from "../terminal.ts";
import { filesToImport } from "./import-files.ts";
import { type CommandDependencies, type Json, examples, jsonOption } from "./options.ts";
import { problemLine, scopeLines } from "./report.ts";

interface ExportOptions extends Json {
  readonly target: string;
  readonly out?: string;
  readonly force: boolean;
}

interface ImportOptions extends Json {
  readonly dryRun: boolean;
  readonly yes: boolean;
}

/** Commands that take functions elsewhere, and from elsewhere. */
export function transferCommands(functions: Command, { withClient }: CommandDependencies): void {
  functions
    .command("export")
    .description("Write functions as files that run without Patchbay")
    .argument("<names...>")
    .addOption(
      new Option("--target <target>", "where they shall run")
        .choices(exportTarget.options)
        .makeOptionMandatory(),
    )
    .option(
      "--out <folder>",
      "where the files go; by default a folder named after function and target",
    )
    .option("--force", "overwrite files that are there", false)
    .addOption(jsonOption())
    .addHelpText("after", examples("export postToSales --target deno"))
    .action((names: readonly string[], options: ExportOptions) =>
      withClient((client) => exportFunctions(client, names, options)),
    );
  functions
    .command("import")
    .description(
      "Make functions of files: a project of Base44's, a folder of functions, or one file",
    )
    .argument("<path>")
    .option("--dry-run", "say what would be made of them", false)
    .option("--yes", "on a terminal, save without asking what the functions may do", false)
    .addOption(jsonOption())
    .addHelpText("after", examples("import ../my-app --dry-run", "import hello.ts"))
    .action((path: string, options: ImportOptions) =>
      withClient((client) => importFunctions(client, path, options)),
    );
}

async function exportFunctions(
  client: Client,
  names: readonly string[],
  { target, out, force, json }: ExportOptions,
): Promise<void> {
  const [only = "", ...others] = names;
  const query = new URLSearchParams({ target, names: names.join(",") });
  const answer = await send(
    client,
    others.length > 0
      ? `/api/export?${query}`
      : `/api/functions/${encodeURIComponent(only)}/export?${new URLSearchParams({ target })}`,
    "GET",
  );
  const { files } = exportShape.parse(answer);
  const folder = out ?? `${others.length > 0 ? "functions" : only}-${target}`;
  const there = files.find(({ path }) => existsSync(inside(folder, path)));
  if (there && !force)
    throw new PatchbayError(
      "files/exists",
      `${join(folder, there.path)} is already there. Choose another folder with --out, or overwrite with --force.`,
    );
  for (const { path, text } of files) writeInside(folder, path, text);
  if (json) write({ target, out: folder, files: files.map(({ path }) => path) });
  else for (const { path } of files) say(join(folder, path));
}

async function importFunctions(
  client: Client,
  path: string,
  { dryRun, yes, json }: ImportOptions,
): Promise<void> {
  const { request, fileAt } = filesToImport(path);
  const ask = async (isDry: boolean) =>
    importShape.parse(
      await send(client, "/api/functions/import", "POST", { ...request, dryRun: isDry }),
    );
  const judged = await ask(true);
  const saves = !dryRun && isChange(judged);
  // Bringing functions in is said by the command itself; whoever looks on sees first what they may do.
  if (saves && !yes && isTerminal() && needsAnything(judged)) {
    if (!json) tell(judged, fileAt, "would be ", note);
    if (!(await confirm("Save them, which may then do this?"))) {
      process.exitCode = 1;
      return;
    }
  }
  const view = saves ? await ask(false) : judged;
  if (json) write(view);
  else tell(view, fileAt, dryRun ? "would be " : "", say);
  if (view.functions.some(({ status }) => status === "refused")) process.exitCode = 1;
}

function isChange({ functions }: ImportView): boolean {
  return functions.some(({ status }) => status === "created" || status === "changed");
}

function needsAnything({ functions }: ImportView): boolean {
  return functions.some(({ operations }) => operations.length > 0);
}

function tell(
  { functions, connectors }: ImportView,
  fileAt: (path: string) => string,
  would: string,
  line: (text: string) => void,
): void {
  for (const one of functions) {
    const version = one.version === undefined ? "" : `  v${one.version}`;
    const status = one.status === "unchanged" ? "unchanged" : `${would}${one.status}`;
    line(`${one.name}${version}  ${status}  ${fileAt(one.path)}`);
    for (const problem of one.problems) note(problemLine(fileAt(one.path), problem));
    for (const id of one.operations) line(`  operation ${id}`);
    for (const scope of one.permissions.flatMap(scopeLines)) line(`  permission ${scope}`);
    for (const scope of one.lacking.flatMap(scopeLines)) line(`  not declared ${scope}`);
    for (const scope of one.declared.flatMap(scopeLines))
      line(`  declared and not needed ${scope}`);
    for (const text of one.notes) line(`  ${text}`);
  }
  for (const { type, connector } of connectors)
    if (connector === null) line(`There is no connector for ${type} here.`);
}
