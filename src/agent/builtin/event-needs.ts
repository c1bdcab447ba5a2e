import type { FlowTrigger, FlowValue } from "../../flow/schema.ts";
import { lackOf } from "../../catalog/event-schema.ts";
import { readAnswer } from "./answer-values.ts";
import type { KnownEvent } from "./events.ts";
import type { Answers, OpenQuestion } from "./open-question.ts";
import type { Moment } from "./slots.ts";
import type { Field, Vocabulary } from "./vocabulary.ts";

/** What an event cannot do without and the sentence does not say: which form, which spreadsheet. */
export function neededQuestion(
  trigger: FlowTrigger,
  vocabulary: Vocabulary,
): OpenQuestion | undefined {
  const event =
    trigger.type === "event" ? vocabulary.events.find(({ id }) => id === trigger.event) : undefined;
  const lack = event && trigger.type === "event" ? lackOf(event, trigger.with ?? {}) : undefined;
  if (!event || !lack) return undefined;
  const [name] = lack.names;
  const [what = name, ...how] = lack.description.split(/, |: /);
  const hint = how.length > 0 ? ` ${how.join(", ")}` : "";
  return {
    key: `trigger.${name}`,
    question: `${event.title}: which ${what.toLowerCase()} is meant? Give it${hint}.`,
    wants: { kind: "field", field: fieldOf(event, name, vocabulary) },
  };
}

/** The trigger with what was answered about it. */
export function withNeeded(
  trigger: FlowTrigger,
  answers: Answers,
  vocabulary: Vocabulary,
  moment: Moment,
): FlowTrigger {
  const question = neededQuestion(trigger, vocabulary);
  const said = question && answers.get(question.key);
  if (trigger.type !== "event" || !question || said === undefined) return trigger;
  const answer = readAnswer(question, said, moment);
  if (answer?.as !== "value") return trigger;
  const given: Record<string, FlowValue> = { ...trigger.with };
  given[question.key.replace("trigger.", "")] = answer.value;
  return { ...trigger, with: given };
}

/** `it is the form 1AbC`: what the start waits for, said on its own; undefined where this is something else. */
export function needFilled(
  trigger: FlowTrigger,
  said: string,
  vocabulary: Vocabulary,
  moment: Moment,
): FlowTrigger | undefined {
  const question = neededQuestion(trigger, vocabulary);
  const isId = /^\s*(?:\p{L}+[\s:]+){0,5}(?:https:\/\/\S+|(?=[\w-]*\d)[\w-]{6,})[.!\s]*$/u.test(
    said,
  );
  if (!question || !isId) return undefined;
  const words = said
    .trim()
    .replace(/[.!]+$/, "")
    .split(/\s+/);
  const id = words.at(-1) ?? "";
  const filled = withNeeded(trigger, new Map([[question.key, id]]), vocabulary, moment);
  return filled === trigger ? undefined : filled;
}

/** As the tool's own operations take it, where they do. */
function fieldOf(event: KnownEvent, name: string, { operations }: Vocabulary): Field {
  const own = operations
    .filter(({ connector }) => connector === event.connector)
    .flatMap(({ fields }) => fields.filter((field) => field.name === name));
  return (
    own[0] ?? {
      name,
      type: "string",
      entries: undefined,
      required: true,
      kind: "ref",
      description: event.filters[name]?.description ?? "",
      lookups: [],
      structured: false,
      choices: undefined,
      suggestions: [],
      names: new Set(),
      idOf: undefined,
      about: new Set(),
    }
  );
}
