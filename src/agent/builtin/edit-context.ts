import { pathsIn } from "../../flow/paths.ts";
import type { Flow } from "../../flow/schema.ts";
import type { Request } from "./compose.ts";
import { outputOf } from "./create.ts";
import type { KnownStep } from "./fill.ts";
import type { Token } from "./tokens.ts";
import type { ReadTrigger } from "./trigger.ts";

/** What the single edits need to know. */
export interface EditContext {
  readonly request: Request;
  readonly read: ReadTrigger;
  readonly tokens: readonly Token[];
}

/** One change: the flow after it, and what it was. */
export interface Change {
  readonly flow: Flow;
  readonly said: readonly string[];
}

/** The steps whose operations the vocabulary has. */
export function knownSteps(flow: Flow, request: Pick<Request, "vocabulary">): readonly KnownStep[] {
  return flow.steps.flatMap((step) => {
    const operation = request.vocabulary.operations.find(({ id }) => id === step.use);
    return operation ? [{ step, operation }] : [];
  });
}

/** The output after steps came or went: kept where it still holds. */
export function keptOutput(flow: Flow, steps: readonly KnownStep[]): Flow {
  const ids = new Set(steps.map(({ step }) => step.id));
  const broken = [...pathsIn(flow.output, "")].some(
    ({ path }) => !ids.has(path.root) && path.root !== "inputs" && path.root !== "now",
  );
  if (!broken) return flow;
  const { output: _, ...rest } = flow;
  const output = outputOf(steps);
  return output === undefined ? rest : { ...rest, output };
}
