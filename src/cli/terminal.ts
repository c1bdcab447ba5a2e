import { createInterface } from "node:readline/promises";
import { styleText } from "node:util";
import { plainText } from "../core/plain-text.ts";

/** Whether a person is there to answer. */
export function isTerminal(): boolean {
  return process.stdin.isTTY === true;
}

/** Prints what may be somebody else's text. */
export function say(text: string): void {
  process.stdout.write(`${plainText(text)}\n`);
}

/** The same beside the output that another program reads. */
export function note(text: string): void {
  process.stderr.write(`${plainText(text)}\n`);
}

/** As somebody can open it: where no port is known yet, the path is all there is to say. */
export function openable(address: string): string {
  const { port, pathname, search } = new URL(address);
  return port === "0" ? `${pathname}${search}` : address;
}

/** Prints a value as one line of JSON. */
export function write(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Rows as columns that are as wide as their widest entry. */
export function sayTable(rows: readonly (readonly string[])[]): void {
  const widths = rows.reduce<number[]>(
    (all, row) => row.map((cell, at) => Math.max(all[at] ?? 0, cell.length)),
    [],
  );
  for (const row of rows)
    say(
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    );
}

/** Asks a person for a yes; without one it is a no. */
export async function confirm(question: string): Promise<boolean> {
  if (!isTerminal()) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

/** A unified diff; coloured on a terminal, unless NO_COLOR is set. */
export function sayPatch(patch: string): void {
  for (const line of patch.trimEnd().split("\n")) {
    const format = formats.find(({ start }) => line.startsWith(start))?.format;
    const text = plainText(line);
    process.stdout.write(
      `${format === undefined ? text : styleText(format, text, { stream: process.stdout })}\n`,
    );
  }
}

/** The first that fits counts. */
const formats = [
  { start: "---", format: "bold" },
  { start: "+++", format: "bold" },
  { start: "@@", format: "cyan" },
  { start: "-", format: "red" },
  { start: "+", format: "green" },
] as const;
