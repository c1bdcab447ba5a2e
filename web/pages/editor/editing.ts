import { createContext, use } from "react";
import type { PageProblem } from "../../../src/contract/page.ts";
import type { PageSpec } from "../../../src/contract/page-spec.ts";
import type { FunctionChoice } from "./functions.ts";
import type { Edit } from "./edits.ts";
import type { Samples } from "./use-samples.ts";

/** What the fields of the editor share. */
export interface Editing {
  readonly spec: PageSpec;
  /** Of a page that is not made yet there is none. A sentence where the edit cannot be made. */
  readonly edit: (edit: Edit, field?: string) => string | undefined;
  /** The field was left: what comes next is another step of undo. */
  readonly settle: () => void;
  /** Rises with each undo and redo: what stands half typed in a field is no longer meant. */
  readonly epoch: number;
  readonly problems: readonly PageProblem[];
  readonly functions: readonly FunctionChoice[];
  readonly samples: Samples;
}

export const EditingContext = createContext<Editing | undefined>(undefined);

/** What the editor around knows and can do. */
export function useEditing(): Editing {
  const editing = use(EditingContext);
  if (!editing) throw new Error("useEditing needs an editor around it");
  return editing;
}

/** What the check says of one place: `blocks.deals.columns[1].value`. */
export function problemsAt(problems: readonly PageProblem[], at: string): readonly PageProblem[] {
  return problems.filter(({ where }) => where === at);
}
