import { InvalidArgumentError, Option } from "commander";
import type { Settings } from "../../settings.ts";
import type { WithClient } from "../client.ts";

/** What a command needs of the program around it. */
export interface CommandDependencies {
  readonly withClient: WithClient;
  readonly settings: () => Settings;
}

export interface Json {
  readonly json: boolean;
}

/** The option that every command has. */
export const jsonOption = () =>
  new Option("--json", "print JSON, and errors as JSON").default(false);

/** Reads the number of a version. */
export function versionNumber(text: string): number {
  const value = Number(text.replace(/^v/, ""));
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError("A version is a whole number from 1 on.");
}

/** The end of a help text. */
export function examples(...lines: readonly string[]): string {
  return `\nFor example:\n${lines.map((line) => `  patchbay functions ${line}`).join("\n")}`;
}
