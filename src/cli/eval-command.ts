import { type Command, InvalidArgumentError } from "commander";
import type { Settings } from "../settings.ts";
import type { EvalOptions } from "./eval.ts";

/** `eval`: labelled prompts through the real agent, and how right it is. */
export function evalCommand(program: Command, settings: (model?: string) => Settings): void {
  program
    .command("eval")
    .description("Take labelled prompts through the agent; builds nothing in the app")
    .argument("<files...>", "files of one JSON object a line, or folders with *.dev.jsonl")
    .option("--out <file>", "write what was understood, a JSON object a line")
    .option("--model <id>", "the model to measure; by default the one of the settings")
    .option("--repeat <n>", "attempts a prompt, for models that differ from time to time", count, 1)
    .option("--run", "verify and run the code against the sandbox too", false)
    .option("--score", "print how right it is", false)
    .option("--json", "print the score as JSON, a file a line", false)
    .action(async (files: string[], options: EvalOptions) => {
      const { evaluate } = await import("./eval.ts");
      await evaluate(settings(options.model), files, options);
    });
}

function count(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError("It must be a whole number from 1 on.");
}
