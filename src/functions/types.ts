import type { z } from "zod";
import type { codeCallShape, codeProblemShape } from "../contract/function.ts";

/** One thing the checks of a function found; line and column count from 1. */
export type CodeProblem = Readonly<z.output<typeof codeProblemShape>>;

/** How strictly code is judged: what we render, what a person writes here, what was written elsewhere. */
export type CodeRules = "rendered" | "hand" | "imported";

/** An operation that code calls, and the account that it names for it. */
export type CodeCall = Readonly<z.output<typeof codeCallShape>>;
