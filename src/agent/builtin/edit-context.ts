import { pathsIn } from "../../flow/paths.ts";
import type { Flow, FlowStep } from "../../flow/schema.ts";
import type { Clause } from "./clauses.ts";
import { outputOf } from "./create.ts";
import type { KnownStep } from "./fill.ts";
import type { AnyQuestion } from "./open-question.ts";
import type { Request } from "./request.ts";
import type { TimePhrase } from "./time-phrase.ts";
import type { Token } from "./tokens.ts";
import type { ReadTrigger } from "./trigger.ts";

/** What the single edits need to know. */
export interface EditContext {
  readonly request: Request;
  readonly read: ReadTrigger;
  readonly tokens: readonly Token[];
  /** What has to hold, `amount is over 100` of `only if amount is over 100`. */
  readonly condition: readonly Token[] | undefined;
}

/** One thing to change, and what it says of what was there before: `not #a but #b`. */
export interface Piece extends Clause {
  /** The tokens of what is not wanted any more; they are not among `tokens`. */
  readonly old: readonly Token[];
  /** The point in time that it names. */
  readonly once: TimePhrase | undefined;
}

/** One change: the flow after it, and what it was; or what has to be known first. */
export interface Change {
  readonly flow: Flow;
  readonly said: readonly string[];
  readonly questions?: readonly AnyQuestion[];
}

/** Reads one kind of change; undefined where the piece is about something else. */
export type ReadEdit = (flow: Flow, piece: Piece, request: Request) => Change | undefined;

/** The change cannot be made before the person says more. */
export function askFirst(flow: Flow, question: string): Change {
  return { flow, said: [], questions: [question] };
}

/** The steps whose operations the vocabulary has. */
export function knownSteps(flow: Flow, request: Pick<Request, "vocabulary">): readonly KnownStep[] {
  return flow.steps.flatMap((step) => {
    const operation = request.vocabulary.operations.find(({ id }) => id === step.use);
    return operation ? [{ step, operation }] : [];
  });
}

/** Steps that a step reads. */
export function rootsOf(step: FlowStep): ReadonlySet<string> {
  return new Set(
    [...pathsIn([step.with, step.forEach, step.when], "")].map(({ path }) => path.root),
  );
}

/** The output after steps came or went: kept where it still holds. */
export function keptOutput(flow: Flow, steps: readonly KnownStep[]): Flow {
  const ids = new Set(steps.map(({ step }) => step.id));
  const broken = [...pathsIn(flow.output, "")].some(
    ({ path }) =>
      !ids.has(path.root) &&
      path.root !== "inputs" &&
      path.root !== "now" &&
      path.root !== "trigger",
  );
  if (!broken) return flow;
  const { output: _, ...rest } = flow;
  const output = outputOf(steps);
  return output === undefined ? rest : { ...rest, output };
}
