import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { type WouldView, runShape } from "../../contract/run.ts";
import { PatchbayError } from "../../core/errors.ts";
import { flowSchema } from "../../flow/schema.ts";
import { send } from "../client.ts";
import { note, say, write } from "../terminal.ts";
import { getFunction, pathOf } from "./api.ts";
import { type CommandDependencies, type Json, examples, jsonOption } from "./options.ts";

/** `run`: a test run, as from the page. */
export function runCommand(functions: Command, { withClient }: CommandDependencies): void {
  functions
    .command("run")
    .description("Run a function and print what it gives back")
    .argument("<name>")
    .argument("[values...]", "values for its inputs, as name=value")
    .option(
      "--input <json>",
      "values as a JSON object, @file for a file that holds one, - for standard input",
    )
    .option("--dry-run", "only read, and print what would be changed")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      examples(
        "run postToSales text=Hello",
        `run postToSales --input '{"text":"Hello"}'`,
        "run postToSales text=Hello --dry-run",
      ),
    )
    .action(
      (
        name: string,
        pairs: readonly string[],
        options: Json & { input?: string; dryRun?: boolean },
        command: Command,
      ) => {
        const given = attempt(command, () => objectOf(options.input ?? "{}"));
        const named = attempt(command, () => pairs.map(pairOf));
        return withClient(async (client) => {
          const input = { ...given, ...(await valuesOf(named, () => getFunction(client, name))) };
          const answer = await send(client, pathOf(name, "run"), "POST", {
            input,
            dryRun: options.dryRun ?? false,
          });
          const run = runShape.parse(answer);
          if (options.json) write(run);
          else {
            for (const { level, message } of run.logs) note(`${level}: ${message}`);
            for (const line of run.would ? wouldLines(run.would) : []) say(line);
            if (run.output !== undefined && run.output !== null) say(textOf(run.output));
            note(
              `${run.status}: ${run.dryRun ? "dry run" : "run"} ${run.id}${run.ms === null ? "" : ` in ${Math.round(run.ms)} ms`}`,
            );
            if (run.error) note(run.error.message);
            for (const { advice } of run.calls) if (advice !== undefined) note(advice);
          }
          if (run.status !== "succeeded") process.exitCode = 1;
        });
      },
    );
}

/** What a dry run held back, a line each, with the texts below. */
function wouldLines(would: readonly WouldView[]): readonly string[] {
  if (would.length === 0) return ["Nothing would be changed."];
  return [
    "Would happen:",
    ...would.flatMap(({ words, shows = [] }) => [
      `- ${words}`,
      ...shows.map((text) => `    ${text}`),
    ]),
  ];
}

function textOf(output: unknown): string {
  return typeof output === "string" ? output : JSON.stringify(output, null, 2);
}

/** What cannot be read was written wrongly: the command ends with 2. */
function attempt<Value>(command: Command, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof PatchbayError) return command.error(error.message, { exitCode: 2 });
    throw error;
  }
}

function objectOf(given: string): Readonly<Record<string, unknown>> {
  const text = given === "-" || given.startsWith("@") ? fileText(given) : given;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // The same message serves.
  }
  throw new PatchbayError(
    "run/input",
    `--input must be a JSON object, for example '{"text":"Hello"}'; it was: ${text.slice(0, 200)}`,
  );
}

function fileText(given: string): string {
  try {
    return readFileSync(given === "-" ? 0 : given.slice(1), "utf8");
  } catch (error) {
    throw new PatchbayError("run/input", `${given.slice(1)} cannot be read.`, { cause: error });
  }
}

function pairOf(text: string): readonly [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return [name, value];
  throw new PatchbayError("run/input", `"${text}" is no value such as text=Hello.`);
}

/** What an input takes as text stays text; all else is JSON where it is some. */
async function valuesOf(
  pairs: readonly (readonly [string, string])[],
  read: () => Promise<{ readonly flow?: unknown }>,
): Promise<Readonly<Record<string, unknown>>> {
  if (pairs.length === 0) return {};
  const inputs = flowSchema.safeParse((await read()).flow).data?.inputs ?? {};
  return Object.fromEntries(
    pairs.map(([name, text]) => [name, inputs[name]?.type === "string" ? text : valueOf(text)]),
  );
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
