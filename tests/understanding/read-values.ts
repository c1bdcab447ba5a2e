import { clauseOf, splitClauses } from "../../src/agent/builtin/clauses.ts";
import { fill } from "../../src/agent/builtin/fill.ts";
import { flagsOf } from "../../src/agent/builtin/flags.ts";
import { withoutPreamble } from "../../src/agent/builtin/preamble.ts";
import { slotsOf } from "../../src/agent/builtin/slots.ts";
import { quoteSpokenText } from "../../src/agent/builtin/spoken.ts";
import { tokenize } from "../../src/agent/builtin/tokens.ts";
import { readTrigger } from "../../src/agent/builtin/trigger.ts";
import { correctTypos } from "../../src/agent/builtin/typos.ts";
import { understand } from "../../src/agent/builtin/understand.ts";
import { vocabularyOf } from "../../src/agent/builtin/vocabulary.ts";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import { literalText } from "../../src/flow/paths.ts";
import type { FlowValue } from "../../src/flow/schema.ts";

const vocabulary = vocabularyOf(createCatalog(connectors, providers));
const timezone = "Europe/Berlin";
/** A Monday, 11:00 in Berlin. */
const now = new Date("2026-11-23T10:00:00Z");

/**
 * What a sentence puts into the inputs of one operation, whichever operation it would be taken for:
 * reading values and choosing are tested apart. Of several clauses, the one that fits best.
 */
export function valuesFor(prompt: string, operationId: string): Record<string, FlowValue> {
  const operation = vocabulary.operations.find(({ id }) => id === operationId);
  if (!operation) throw new Error(`No operation ${operationId}`);
  const tokens = correctTypos(tokenize(prompt), vocabulary);
  const spoken = quoteSpokenText(prompt, withoutPreamble(tokens), vocabulary);
  const read = readTrigger(prompt, spoken, { timezone, now, vocabulary, preamble: [] });
  const clauses = splitClauses(read.rest, vocabulary);
  const fillings = (clauses.length > 0 ? clauses : [clauseOf(read.rest, vocabulary)]).map(
    (clause) => {
      const slots = slotsOf(clause, read.once, { now, timezone }, vocabulary);
      return { ...fill(operation, slots), flags: flagsOf(operation, clause) };
    },
  );
  const [best] = fillings.toSorted((one, other) => other.used.length - one.used.length);
  const values = Object.entries({ ...best?.values, ...best?.flags });
  return Object.fromEntries(values.map(([name, value]) => [name, plain(value)]));
}

/** The steps of the whole function that a sentence makes. */
export function stepsOf(prompt: string) {
  const context = { vocabulary, functions: [], current: undefined, now, timezone };
  const intent = understand(prompt, context);
  return intent.kind === "create" ? intent.flow.steps : intent;
}

/** A literal as it is at run time. */
function plain(value: FlowValue): FlowValue {
  if (typeof value === "string") return literalText(value) ?? value;
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
    : value;
}
