import type { Catalog } from "../catalog/catalog.ts";
import { triggerSchema } from "../catalog/event-schema.ts";
import { type Schema, jsonSchemaOf } from "../catalog/schema-text.ts";
import { readAnswer } from "./answers.ts";
import type { FlowProblem } from "./check.ts";
import { type Path, parsePath, pathsOf, textsIn } from "./paths.ts";
import type { Flow, FlowStep } from "./schema.ts";

export interface Readings {
  /** Paths that lead nowhere. */
  readonly wrong: readonly FlowProblem[];
  /** Paths to what the catalog does not know of. */
  readonly doubts: readonly FlowProblem[];
}

/**
 * Follows every path of a flow that reads a step's answer, or what its event tells. Whether there is
 * such a step is checked elsewhere.
 */
export function checkReadings(flow: Flow, catalog: Catalog): Readings {
  const answers = new Map<string, Schema>();
  const event = flow.trigger.type === "event" ? catalog.event(flow.trigger.event) : undefined;
  const started = event && triggerSchema(event);
  if (started) answers.set("trigger", started);
  for (const step of flow.steps) {
    const operation = catalog.find(step.use);
    if (!operation) continue;
    const answer = jsonSchemaOf(operation.output);
    answers.set(step.id, step.forEach === undefined ? answer : { type: "array", items: answer });
  }
  const wrong: FlowProblem[] = [];
  const doubts: FlowProblem[] = [];
  const read = (value: unknown, where: string, item?: Schema) => {
    for (const { where: place, text } of textsIn(value, where)) {
      for (const path of validPaths(text)) {
        const answer = path.root === "item" ? item : answers.get(path.root);
        const found = answer && readAnswer(path, answer);
        if (found?.wrong) wrong.push({ where: place, message: found.wrong });
        if (found?.doubt) doubts.push({ where: place, message: found.doubt });
      }
    }
  };
  for (const step of flow.steps) {
    const where = `steps.${step.id}`;
    const item = entryOf(step, answers);
    read(step.forEach, `${where}.forEach`);
    read(step.when, `${where}.when`, item);
    read(step.with, `${where}.with`, item);
  }
  read(flow.output, "output");
  return { wrong, doubts };
}

/** What `item` is in a step that goes over a list. */
function entryOf({ forEach }: FlowStep, answers: ReadonlyMap<string, Schema>): Schema | undefined {
  const path = /^\$\{([^}]*)\}$/.exec(forEach ?? "")?.[1];
  const parsed = path === undefined ? undefined : parsePath(path.trim());
  const answer = parsed && answers.get(parsed.root);
  return parsed && answer ? readAnswer(parsed, answer).schema?.items : undefined;
}

/** Text that is no valid path is reported where it stands. */
function validPaths(text: string): readonly Path[] {
  try {
    return pathsOf(text);
  } catch {
    return [];
  }
}
