import type { Catalog } from "../catalog/catalog.ts";
import { analyse } from "./analyse/analyse.ts";
import { checkTypesAndLint } from "./tools.ts";
import type { CodeCall, CodeProblem, CodeRules } from "./types.ts";

export interface Verified {
  /** Ids of the operations that the code calls. */
  readonly operations: readonly string[];
  /** The same with the accounts that it names. */
  readonly calls: readonly CodeCall[];
  /** Those of them that it calls outside the helpers it carries along. */
  readonly direct: readonly string[];
  /** Errors keep the code from being saved. */
  readonly problems: readonly CodeProblem[];
}

/** Checks code before it is saved; what is no code is not given to the other tools. */
export function createVerifier({ catalog }: { readonly catalog: Catalog }) {
  return {
    async verify(code: string, rules: CodeRules): Promise<Verified> {
      const { status, ...read } = analyse(code, catalog, rules);
      if (status === "unreadable") return read;
      const [found = []] = await checkTypesAndLint([code], rules);
      return { ...read, problems: [...read.problems, ...found] };
    },
  };
}

export type Verifier = ReturnType<typeof createVerifier>;
