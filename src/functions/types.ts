import type { z } from "zod";
import type { codeProblemShape } from "../contract/function.ts";

/** One thing the checks of a function found; line and column count from 1. */
export type CodeProblem = Readonly<z.output<typeof codeProblemShape>>;

/** How strictly code is judged: what we render, what a person writes here, what was written elsewhere. */
export type CodeRules = "rendered" | "hand" | "imported";
