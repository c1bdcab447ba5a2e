import type { Command } from "commander";
import { accountCommand } from "./account.ts";
import { changeCommands } from "./change.ts";
import { fileCommands } from "./files.ts";
import { lookCommands } from "./look.ts";
import { type CommandDependencies, jsonHelp } from "./options.ts";
import { runCommand } from "./run.ts";
import { transferCommands } from "./transfer.ts";

/** `functions`: all that can be done with the functions of the app. */
export function functionCommands(program: Command, deps: CommandDependencies): void {
  const functions = program
    .command("functions")
    .description("The functions of the app")
    .addHelpText("after", jsonHelp);
  lookCommands(functions, deps);
  runCommand(functions, deps);
  changeCommands(functions, deps);
  accountCommand(functions, deps);
  fileCommands(functions, deps);
  transferCommands(functions, deps);
}
