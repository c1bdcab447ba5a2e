import type { Flow, FlowInput } from "../../../flow/schema.ts";
import { wordsIn } from "../lexicon.ts";
import type { Field, KnownOperation, Vocabulary } from "../vocabulary.ts";

/** More fields are asked for one at a time. */
const maxFields = 6;

/**
 * A form asks for more than a function must be given: the single values that its operation takes,
 * those that are named or else the first ones. Only what makes or changes a thing is asked so.
 */
export function withFields(flow: Flow, said: string, vocabulary: Vocabulary): Flow {
  const writing = flow.steps.filter(({ use }) => vocabulary.find(use)?.kind === "write");
  const [step, more] = writing;
  const operation = vocabulary.operations.find(({ id }) => id === step?.use);
  if (!step || more || !operation || !/^(?:create|add|update)$/.test(operation.titleVerb))
    return flow;
  const free = operation.fields.filter((field) => isAsked(field) && !(field.name in step.with));
  const words = new Set(wordsIn(said));
  const named = free.filter((field) => isNamed(field, operation, words));
  const room = Math.max(maxFields - Object.keys(flow.inputs).length, 0);
  const chosen = (named.length > 0 ? named : free).slice(0, room);
  const inputs = new Map<string, FlowInput>(Object.entries(flow.inputs));
  const values: Record<string, string> = {};
  for (const field of chosen) {
    if (inputs.has(field.name) || !/^[A-Za-z_]\w*$/.test(field.name)) continue;
    inputs.set(field.name, {
      type: field.type === "number" || field.type === "integer" ? "number" : "string",
      description: field.description,
      required: false,
    });
    values[field.name] = `\${inputs.${field.name}}`;
  }
  const order = operation.fields.map(({ name }) => name);
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return {
    ...flow,
    // In the order of the tool's own form.
    inputs: Object.fromEntries([...inputs].toSorted(([one], [other]) => place(one) - place(other))),
    steps: flow.steps.map((one) =>
      one.id === step.id ? { ...one, with: { ...one.with, ...values } } : one,
    ),
  };
}

function isAsked({ type, structured, kind, name, choices }: Field): boolean {
  return (
    /^(?:string|number|integer)$/.test(type) &&
    !structured &&
    kind !== "ref" &&
    choices === undefined &&
    !/(?:^|_)id$|Id$|token|cursor|owner|zone|stage$|pipeline/i.test(name)
  );
}

function isNamed(
  { name, names, description }: Field,
  { titleNouns }: KnownOperation,
  said: ReadonlySet<string>,
): boolean {
  const own = [...names, ...wordsIn(name)].filter((word) => !titleNouns.includes(word));
  const [first = "", second = ""] = wordsIn(description);
  return (
    own.some((word) => said.has(word)) || (said.has(first) && (second === "of" || said.has(second)))
  );
}
