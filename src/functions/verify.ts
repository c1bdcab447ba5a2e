import type { Catalog } from "../catalog/catalog.ts";
import { analyse } from "./analyse.ts";
import { checkTypesAndLint } from "./tools.ts";
import type { CodeProblem } from "./types.ts";

export interface Verified {
  /** Ids of the operations that the code calls. */
  readonly operations: readonly string[];
  /** Those of them that it calls outside the helpers it carries along. */
  readonly direct: readonly string[];
  readonly problems: readonly CodeProblem[];
}

/** How strictly code is judged: what we render, what a person writes here, what was written elsewhere. */
export type CodeRules = "rendered" | "hand" | "imported";

/** Checks code before it is saved: policy first, since it is cheap, then types and lint. */
export function createVerifier({ catalog }: { readonly catalog: Catalog }) {
  return {
    async verify(code: string, _rules: CodeRules): Promise<Verified> {
      const { operations, direct, problems } = analyse(code, catalog);
      const [found = []] = await checkTypesAndLint([code]);
      return { operations, direct, problems: [...problems, ...found] };
    },
  };
}

export type Verifier = ReturnType<typeof createVerifier>;
