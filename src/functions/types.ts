import type { z } from "zod";
import type { codeProblemShape } from "../contract/function.ts";

/** One thing the checks of a function found; line and column count from 1. */
export type CodeProblem = Readonly<z.output<typeof codeProblemShape>>;
