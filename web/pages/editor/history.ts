import type { PageSpec } from "../../../src/contract/page-spec.ts";
import { type Edit, tryEdit } from "./edits.ts";

/** A page as it is edited, and the ways back and forth. */
export interface History {
  /** Oldest first. */
  readonly past: readonly PageSpec[];
  readonly present: PageSpec;
  /** Next first. */
  readonly future: readonly PageSpec[];
  /** The field that is being typed into: all that is typed there is one step back. */
  readonly field: string | undefined;
}

const mostSteps = 200;

export function begin(spec: PageSpec): History {
  return { past: [], present: spec, future: [], field: undefined };
}

/** After an edit; a sentence where it cannot be made. */
export function edit(history: History, made: Edit, field?: string): History | string {
  const tried = tryEdit(history.present, made);
  if ("problem" in tried) return tried.problem;
  if (isSame(tried.spec, history.present)) return history;
  const goesOn = field !== undefined && field === history.field;
  const past = goesOn ? history.past : [...history.past, history.present].slice(-mostSteps);
  return { past, present: tried.spec, future: [], field };
}

/** What is typed from now on is a step of its own. */
export function settle(history: History): History {
  return history.field === undefined ? history : { ...history, field: undefined };
}

export function undo(history: History): History {
  const { past, present, future } = history;
  const before = past.at(-1);
  if (!before) return history;
  return {
    past: past.slice(0, -1),
    present: before,
    future: [present, ...future],
    field: undefined,
  };
}

export function redo(history: History): History {
  const { past, present, future } = history;
  const [after, ...later] = future;
  if (!after) return history;
  return { past: [...past, present], present: after, future: later, field: undefined };
}

export function isSame(one: PageSpec, other: PageSpec): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
