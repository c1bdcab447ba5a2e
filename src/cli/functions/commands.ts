import type { Command } from "commander";
import { changeCommands } from "./change.ts";
import { fileCommands } from "./files.ts";
import { lookCommands } from "./look.ts";
import type { CommandDependencies } from "./options.ts";
import { runCommand } from "./run.ts";
import { transferCommands } from "./transfer.ts";

/** `functions`: all that can be done with the functions of the app. */
export function functionCommands(program: Command, deps: CommandDependencies): void {
  const functions = program
    .command("functions")
    .description("The functions of the app")
    .addHelpText(
      "after",
      `
With --json a command prints one line of JSON, and an error is a line of problem details (RFC 9457)
on stderr. It ends with 0 when it is done, 1 when it did not work, 2 when it was called wrongly.`,
    );
  lookCommands(functions, deps);
  runCommand(functions, deps);
  changeCommands(functions, deps);
  fileCommands(functions, deps);
  transferCommands(functions, deps);
}
