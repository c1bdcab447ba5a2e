/** One thing the checks of a function found; line and column count from 1. */
export interface CodeProblem {
  readonly check: "format" | "types" | "lint" | "policy";
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}
