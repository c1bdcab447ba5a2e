import type { z } from "zod";
import type { RightsDiff, codeProblemShape } from "../../contract/function.ts";
import { say, sayPatch } from "../terminal.ts";
import type { VersionDiff } from "./api.ts";

/** Prints the lines that changed, and below them what the function may do more and less. */
export function sayDiff({ patch, rights }: VersionDiff): void {
  if (patch === "") say("The code is the same.");
  else sayPatch(patch);
  for (const line of rightsLines(rights)) say(line);
}

/** What a function may do more and less, a line each. */
export function rightsLines({ operations, permissions }: RightsDiff): readonly string[] {
  return [
    ...operations.added.map((id) => `+ operation ${id}`),
    ...operations.removed.map((id) => `- operation ${id}`),
    ...permissions.added.flatMap((one) => scopeLines(one).map((line) => `+ permission ${line}`)),
    ...permissions.removed.flatMap((one) => scopeLines(one).map((line) => `- permission ${line}`)),
  ];
}

export function scopeLines({
  connector,
  account,
  scopes,
}: {
  readonly connector: string;
  readonly account?: string | undefined;
  readonly scopes: readonly string[];
}): readonly string[] {
  const whose = account === undefined ? connector : `${connector}:${account}`;
  return scopes.map((scope) => `${whose} ${scope}`);
}

/** A finding as editors read it: file:line:column severity message. */
export function problemLine(
  file: string,
  { line = 1, column = 1, severity, message }: z.output<typeof codeProblemShape>,
): string {
  return `${file}:${line}:${column} ${severity} ${message}`;
}
