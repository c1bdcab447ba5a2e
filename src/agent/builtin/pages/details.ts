import type { Flow } from "../../../flow/schema.ts";
import { detailsOfList, eachOf } from "../each.ts";
import { stepId } from "../step-names.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { answerOf } from "./answer-shape.ts";
import { worthShowing } from "./leaves.ts";

/** Each entry takes a call of its own: not more than a page shows at once. */
const maxEntries = 20;

/** Mail comes as a list of ids: where a list says nothing of its entries, each of them is read. */
export function withDetails(flow: Flow, vocabulary: Vocabulary): Flow {
  const last = flow.steps.at(-1);
  const operation = vocabulary.operations.find(({ id }) => id === last?.use);
  if (!last || !operation || last.forEach !== undefined) return flow;
  const { rows, leaves } = answerOf(flow, "source", vocabulary);
  const details = detailsOfList(operation, vocabulary);
  const loop = eachOf({ operation, step: last });
  if (rows === undefined || worthShowing(leaves).length > 0 || !details || !loop) return flow;
  const { reader, field } = details;
  const pageSize = vocabulary.find(last.use)?.pagination?.pageSize;
  const id = stepId(reader, new Set(flow.steps.map((step) => step.id)));
  return {
    ...flow,
    steps: [
      ...flow.steps.slice(0, -1),
      { ...last, with: { ...(pageSize ? { [pageSize]: maxEntries } : {}), ...last.with } },
      { id, use: reader.id, forEach: loop.forEach, with: { [field.name]: loop.id } },
    ],
    output: `\${${id}}`,
  };
}
