import { escapeText, literalText } from "../../flow/paths.ts";
import type { Flow, FlowStep, FlowValue } from "../../flow/schema.ts";
import type { Clause } from "./clauses.ts";
import type { Request } from "./compose.ts";
import { type Change, knownSteps } from "./edit-context.ts";
import { emojiText, fill, literalFor } from "./fill.ts";
import { lookupByEmail, lookupStep } from "./person-lookup.ts";
import { nounOf } from "./lexicon.ts";
import type { Slot } from "./slots.ts";
import type { Field, KnownOperation } from "./vocabulary.ts";

/** Puts new values where a step already has one of that kind. */
export function replaceValues(
  flow: Flow,
  slots: readonly Slot[],
  request: Request,
  preferred: KnownOperation | undefined,
): Change | undefined {
  const steps = knownSteps(flow, request);
  for (const { step, operation } of steps.toReversed()) {
    if (preferred && operation.id !== preferred.id) continue;
    const change = replaceInStep(flow, step, operation, slots, request);
    if (change) return change;
  }
  return undefined;
}

function replaceInStep(
  flow: Flow,
  step: FlowStep,
  operation: KnownOperation,
  slots: readonly Slot[],
  request: Request,
): Change | undefined {
  const counts = slots.filter(({ kind }) => kind === "count");
  const relevant = slots.filter((slot) => slot.kind !== "count" || slot === counts.at(-1));
  let changed = flow;
  const said: string[] = [];
  for (const slot of relevant) {
    const field =
      slot.kind === "email"
        ? operation.fields.find(
            ({ kind }) => kind === "email" || kind === "channel" || kind === "person",
          )
        : placeOf(operation, slot);
    if (!field || (!(field.name in step.with) && slot.kind !== "count")) continue;
    const value =
      slot.kind === "email" && field.kind !== "email" ? undefined : literalFor(field, slot);
    if (value === undefined) {
      const lookup = lookupByEmail(operation.connector, request.vocabulary);
      if (!lookup) continue;
      const { known, person } = lookupStep(
        lookup,
        escapeText(slot.value),
        new Set(changed.steps.map(({ id }) => id)),
      );
      changed = setValue(
        { ...changed, steps: insertBefore(changed.steps, step.id, known.step) },
        step.id,
        field.name,
        person,
      );
      said.push(`it now goes to ${slot.value}`);
      continue;
    }
    if (step.with[field.name] === value) continue;
    changed =
      field.kind === "text"
        ? setText(changed, step.id, field.name, value)
        : setEverywhere(changed, step, field, value, request);
    said.push(
      `${field.name.replaceAll("_", " ")} is now ${typeof value === "string" ? `“${slot.value}”` : String(value)}`,
    );
  }
  return said.length > 0 ? { flow: changed, said } : undefined;
}

function placeOf(operation: KnownOperation, slot: Slot): Field | undefined {
  const [name] = Object.keys(fill(operation, [slot]).values);
  return operation.fields.find((field) => field.name === name);
}

function insertBefore(steps: readonly FlowStep[], id: string, step: FlowStep): FlowStep[] {
  return steps.flatMap((candidate) => (candidate.id === id ? [step, candidate] : [candidate]));
}

function setValue(flow: Flow, id: string, name: string, value: FlowValue): Flow {
  return {
    ...flow,
    steps: flow.steps.map((step) =>
      step.id === id ? { ...step, with: { ...step.with, [name]: value } } : step,
    ),
  };
}

/** Steps that had the same literal mean the same thing: they change together. */
function setEverywhere(
  flow: Flow,
  from: FlowStep,
  field: Field,
  value: FlowValue,
  request: Request,
): Flow {
  const before = from.with[field.name];
  const steps = knownSteps(flow, request);
  return steps.reduce((changed, { step, operation }) => {
    const same = operation.fields.find(
      ({ kind, name }) => kind === field.kind && before !== undefined && step.with[name] === before,
    );
    const name = step.id === from.id ? field.name : same?.name;
    return name === undefined ? changed : setValue(changed, step.id, name, value);
  }, flow);
}

/** New words: into the input's default where the text is such an input, else into the step. */
function setText(flow: Flow, id: string, name: string, value: FlowValue): Flow {
  const before = flow.steps.find((step) => step.id === id)?.with[name];
  const input =
    typeof before === "string" ? /^\$\{inputs\.([\w$]+)\}$/.exec(before)?.[1] : undefined;
  const declared = input === undefined ? undefined : flow.inputs[input];
  if (input === undefined || !declared || declared.type !== "string" || typeof value !== "string")
    return setValue(flow, id, name, value);
  // An input's default is plain text: no `${` is special there.
  const text = literalText(value) ?? value;
  return { ...flow, inputs: { ...flow.inputs, [input]: { ...declared, default: text } } };
}

/** `add a :rocket:`, `add "ok" to the text`, `start it with "Hi"`: words at an end of the message. */
export function appendsText(
  flow: Flow,
  clause: Clause,
  slots: readonly Slot[],
  request: Request,
): Change | undefined {
  const reaction =
    clause.tokens.some(({ norm }) => nounOf(norm) === "reaction") || clause.verbs.includes("react");
  const adds =
    clause.verbs.includes("add") ||
    clause.tokens.some(({ norm }) =>
      /^(?:end|start|begin|prefix|append|put|with|pon|mets|setze)$/.test(norm),
    );
  if (reaction || !adds || clause.connectors.length > 0) return undefined;
  const emoji = slots.find(({ kind }) => kind === "emoji");
  const quote = slots.find(
    ({ kind, of }) => kind === "text" && (of === "text" || of === undefined),
  );
  const toText = clause.tokens.some(
    ({ norm }) =>
      /^(?:end|start|begin|beginning|front|prefix|append)$/.test(norm) ||
      nounOf(norm) === "text" ||
      nounOf(norm) === "message",
  );
  const addition = emoji
    ? emojiText(emoji.value)
    : quote && toText
      ? escapeText(quote.value)
      : undefined;
  if (
    addition === undefined ||
    slots.some(({ kind }) => kind === "channel" || kind === "email" || kind === "timestamp")
  )
    return undefined;
  const known = knownSteps(flow, request).findLast(
    ({ operation, step }) => textField(operation, step) !== undefined,
  );
  const field = known && textField(known.operation, known.step);
  const before = known && field && known.step.with[field.name];
  if (!known || !field || typeof before !== "string") return undefined;
  const first = clause.tokens.some(({ norm }) =>
    /^(?:start|begin|beginning|front|prefix|before|anfang|principio|debut)$/.test(norm),
  );
  const text = first ? `${addition} ${before}` : `${before} ${addition}`;
  return {
    flow: setValue(flow, known.step.id, field.name, text),
    said: [`the text ${first ? "starts" : "ends"} with ${addition}`],
  };
}

function textField(operation: KnownOperation, step: FlowStep): Field | undefined {
  return operation.fields.find(({ kind, name }) => kind === "text" && name in step.with);
}

/** `remove the :rocket: again`: takes an emoji or quoted words out of a message. */
export function removesText(flow: Flow, clause: Clause, request: Request): Change | undefined {
  for (const { step, operation } of knownSteps(flow, request)) {
    const field = textField(operation, step);
    const text = field && step.with[field.name];
    if (!field || typeof text !== "string") continue;
    const gone = clause.tokens
      .flatMap(({ kind, value, norm }) =>
        kind === "emoji"
          ? [emojiText(value)]
          : kind === "quote"
            ? [escapeText(value)]
            : [`:${norm}:`],
      )
      .find((candidate) => text.includes(candidate));
    if (gone === undefined) continue;
    const left = text.replace(gone, "").replaceAll(/ {2,}/g, " ").trim();
    return {
      flow: setValue(flow, step.id, field.name, left),
      said: [`${gone} is out of the text`],
    };
  }
  return undefined;
}

/** Changes the default of an input that is named. */
export function changeInputs(flow: Flow, slots: readonly Slot[]): Change | undefined {
  const slot = slots.find(
    ({ of, kind }) => of !== undefined && kind === "text" && Object.hasOwn(flow.inputs, of),
  );
  const name = slot?.of;
  const input = name === undefined ? undefined : flow.inputs[name];
  if (!slot || name === undefined || input?.type !== "string") return undefined;
  return {
    flow: { ...flow, inputs: { ...flow.inputs, [name]: { ...input, default: slot.value } } },
    said: [`without ${name}, it takes “${slot.value}”`],
  };
}

const byCaller =
  /\b(?:comes? from (?:my |the )?(?:app|caller)|as (?:an? )?(?:input|parameter|variable)|an? (?:input|parameter|variable)|not fixed|configurable|passed in)\b/;

/** `the channel comes from the app, not fixed`: a value becomes an input of the function. */
export function opensInput(flow: Flow, clause: Clause, request: Request): Change | undefined {
  const said = clause.tokens.map(({ norm }) => norm).join(" ");
  if (!byCaller.test(said)) return undefined;
  for (const { step, operation } of knownSteps(flow, request)) {
    const field = operation.fields.find(
      ({ name, kind }) =>
        name in step.with &&
        clause.tokens.some(({ norm }) => nounOf(norm) === name || nounOf(norm) === kind),
    );
    if (!field) continue;
    const before = step.with[field.name];
    const text = typeof before === "string" ? literalText(before) : undefined;
    const input = {
      type: "string",
      ...(text === undefined ? {} : { default: text }),
      description: field.description || `For: ${operation.title}`,
    } as const;
    return {
      flow: setValue(
        { ...flow, inputs: { ...flow.inputs, [field.name]: input } },
        step.id,
        field.name,
        `\${inputs.${field.name}}`,
      ),
      said: [`${field.name} is now an input`],
    };
  }
  return undefined;
}
