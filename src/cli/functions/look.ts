import type { Command } from "commander";
import { functionListShape, versionListShape } from "../../contract/function.ts";
import { plainLine } from "../../core/plain-text.ts";
import { send } from "../client.ts";
import { note, sayTable, write } from "../terminal.ts";
import { getDiff, getFunction, pathOf } from "./api.ts";
import {
  type CommandDependencies,
  type Json,
  examples,
  jsonOption,
  versionNumber,
} from "./options.ts";
import { sayDiff } from "./report.ts";

/** Commands that only look. */
export function lookCommands(functions: Command, { withClient }: CommandDependencies): void {
  functions
    .command("list")
    .description("List the functions")
    .option("--deleted", "those that were deleted and can come back", false)
    .addOption(jsonOption())
    .action(({ deleted, json }: Json & { deleted: boolean }) =>
      withClient(async (client) => {
        const answer = await send(client, `/api/functions?deleted=${deleted}`, "GET");
        const { functions: all } = functionListShape.parse(answer);
        if (json) return write(all);
        if (all.length === 0)
          note(deleted ? "No function was deleted." : 'There is none yet: patchbay chat "…"');
        sayTable(
          all.map(({ name, version, description }) => [
            name,
            `v${version}`,
            plainLine(description ?? ""),
          ]),
        );
      }),
    );
  functions
    .command("show")
    .description("Print the code of a function; with --json all that is known of it")
    .argument("<name>")
    .option("--version <n>", "an older version", versionNumber)
    .addOption(jsonOption())
    .action((name: string, { version, json }: Json & { version?: number }) =>
      withClient(async (client) => {
        const found = await getFunction(client, name, version);
        if (json) write(found);
        else process.stdout.write(found.code);
      }),
    );
  functions
    .command("log")
    .description("List the versions of a function, what made each and from which sentence")
    .argument("<name>")
    .addOption(jsonOption())
    .action((name: string, { json }: Json) =>
      withClient(async (client) => {
        const answer = await send(client, pathOf(name, "versions"), "GET");
        const { versions } = versionListShape.parse(answer);
        if (json) return write(versions);
        sayTable(
          versions.map(({ version, createdAt, madeBy, restoredFrom, prompt }) => [
            `v${version}`,
            createdAt.slice(0, 16).replace("T", " "),
            restoredFrom === undefined ? madeBy.what : `${madeBy.what} of v${restoredFrom}`,
            madeBy.via,
            plainLine(prompt ?? ""),
          ]),
        );
      }),
    );
  functions
    .command("diff")
    .description("Show what changed: the last change, since FROM, or from FROM to TO")
    .argument("<name>")
    .argument("[from]", "a version", versionNumber)
    .argument("[to]", "a version; the current one where left out", versionNumber)
    .addOption(jsonOption())
    .addHelpText("after", examples("diff postToSales", "diff postToSales 2 5"))
    .action((name: string, from: number | undefined, to: number | undefined, { json }: Json) =>
      withClient(async (client) => {
        const diff = await getDiff(client, name, from, to);
        if (json) write(diff);
        else sayDiff(diff);
      }),
    );
}
