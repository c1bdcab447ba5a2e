import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import type { z } from "zod";
import type { CodeProblem } from "../types.ts";

/** What a file of JSON with comments holds, or what is wrong with it. */
export type Reading<Content> =
  | { readonly status: "read"; readonly content: Content }
  | { readonly status: "invalid"; readonly problem: CodeProblem };

/** Reads JSON with comments, and commas at the end. */
export function readJsonc<Shape extends z.ZodType>(
  path: string,
  text: string,
  shape: Shape,
): Reading<z.output<Shape>> {
  const errors: ParseError[] = [];
  const parsed: unknown = parse(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  const invalid = (message: string, offset?: number) => ({
    status: "invalid" as const,
    problem: {
      check: "syntax" as const,
      severity: "error" as const,
      message: `${path}: ${message}`,
      ...(offset === undefined ? {} : placeOf(text, offset)),
    },
  });
  if (error) return invalid(`it is no JSON (${printParseErrorCode(error.error)})`, error.offset);
  const read = shape.safeParse(parsed);
  if (read.success) return { status: "read", content: read.data };
  const [issue] = read.error.issues;
  return invalid(`${issue?.path.join(".") || "it"}: ${issue?.message ?? "is not as it should be"}`);
}

function placeOf(text: string, offset: number) {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
