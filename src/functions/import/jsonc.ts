import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import type { z } from "zod";
import { placesOf } from "../places.ts";
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
      ...(offset === undefined ? {} : placesOf(text)(offset)),
    },
  });
  if (error) return invalid(`it is no JSON (${printParseErrorCode(error.error)})`, error.offset);
  const read = shape.safeParse(parsed);
  if (read.success) return { status: "read", content: read.data };
  const [issue] = read.error.issues;
  return invalid(`${issue?.path.join(".") || "it"}: ${issue?.message ?? "is not as it should be"}`);
}
