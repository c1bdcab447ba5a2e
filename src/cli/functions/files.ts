import type { Command } from "commander";
import type { CommandDependencies } from "./options.ts";
import { examples, jsonOption } from "./options.ts";
import { type PullOptions, pull } from "./pull.ts";
import { type PushOptions, push } from "./push.ts";

/** Commands between the server and a folder of files. */
export function fileCommands(
  functions: Command,
  { withClient, functionsDir }: CommandDependencies,
): void {
  const folder = "the folder; by default the one of FUNCTIONS_DIR";
  functions
    .command("pull")
    .description("Write functions as files; what was changed there is never overwritten unseen")
    .argument("[names...]", "left out: all")
    .option("--dir <folder>", folder)
    .option("--force", "overwrite what was changed there", false)
    .addOption(jsonOption())
    .addHelpText("after", examples("pull", "pull postToSales --dir ../app/functions"))
    .action((names: readonly string[], options: PullOptions) =>
      withClient((client) => pull(client, options.dir ?? functionsDir(), names, options)),
    );
  functions
    .command("push")
    .description("Save files that were changed as the next versions of their functions")
    .argument("[names...]", "left out: all")
    .option("--dir <folder>", folder)
    .option("--dry-run", "check, and say what would be saved", false)
    .option("--yes", "save without asking what a function may do more", false)
    .option(
      "--force",
      "save also over what was changed on the server; its version stays in the log",
      false,
    )
    .addOption(jsonOption())
    .addHelpText("after", examples("push --dry-run", "push postToSales"))
    .action((names: readonly string[], options: PushOptions) =>
      withClient((client) => push(client, options.dir ?? functionsDir(), names, options)),
    );
}
