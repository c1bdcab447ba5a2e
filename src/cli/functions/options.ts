import { InvalidArgumentError, Option } from "commander";
import type { WithClient } from "../client.ts";

/** What a command needs of the program around it. */
export interface CommandDependencies {
  readonly withClient: WithClient;
  /** Of the files of the app's functions, where no other is named. */
  readonly functionsDir: () => string;
}

export interface Json {
  readonly json: boolean;
}

/** The option that every command has. */
export const jsonOption = () =>
  new Option("--json", "print JSON, and errors as JSON").default(false);

/** What is said below the commands that have it. */
export const jsonHelp = `
With --json a command prints one line of JSON, and an error is a line of problem details (RFC 9457)
on stderr. It ends with 0 when it is done, 1 when it did not work, 2 when it was called wrongly.`;

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
