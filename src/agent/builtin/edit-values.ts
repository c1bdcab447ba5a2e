import { escapeText, literalText } from "../../flow/paths.ts";
import type { Flow, FlowStep, FlowValue } from "../../flow/schema.ts";
import { emojiText, literalFor } from "./fill.ts";
import { knownSteps } from "./edit-context.ts";
import { takesSeveral } from "./edit-fields.ts";
import type { Request } from "./request.ts";
import type { SlotKind } from "./slot-kinds.ts";
import { type Token, tokenize } from "./tokens.ts";
import type { Field } from "./vocabulary.ts";

/** A value that a sentence gives, and where it stands. */
export interface Value {
  readonly kind: SlotKind | "number";
  readonly value: string;
  readonly at: number;
}

/**
 * Ids by the shape that their provider gives them.
 * https://docs.slack.dev/apis/web-api/ · https://developers.google.com/workspace/calendar/api/concepts/events-calendars
 */
const channelId = /^[CGD]/;
const personId = /^[UW]/;
const calendarAddress = /@(?:[\w-]+\.)*calendar\.google\.com$/;
const refShape = /^(?=[\w/-]*\d)(?=[\w/-]*[A-Za-z])[\w/-]{6,}$/;
const fileShape = /^[\p{L}\p{N}_-]+\.[a-z]{2,5}$/u;

/** Reads the values of a clause by their shape alone. */
export function valuesIn(tokens: readonly Token[]): readonly Value[] {
  return tokens.flatMap((token, at) => {
    const kind = kindOf(token);
    return kind ? [{ kind, value: token.value, at }] : [];
  });
}

function kindOf({ kind, value, raw }: Token): Value["kind"] | undefined {
  switch (kind) {
    case "quote":
      return value === "" ? undefined : "text";
    case "mention":
      return "person";
    case "email":
      return calendarAddress.test(value) ? "ref" : "email";
    case "channel":
    case "emoji":
    case "timestamp":
    case "range":
    case "url":
    case "number":
      return kind;
    case "urn":
      return "ref";
    case "soql":
      return "query";
    case "id":
      return channelId.test(value) ? "channel" : personId.test(value) ? "person" : "ref";
    case "word":
      return fileShape.test(raw) ? "file" : refShape.test(raw) ? "ref" : undefined;
    default:
      return undefined;
  }
}

/** What a value of this writing is, of one that stands in a flow. */
export function shapeOf(value: FlowValue | undefined): Value["kind"] | undefined {
  if (typeof value === "number") return "number";
  const text = typeof value === "string" ? plainText(value) : undefined;
  if (text === undefined) return undefined;
  const tokens = tokenize(text);
  const [only] = tokens;
  return only && tokens.length === 1 ? (kindOf(only) ?? "text") : "text";
}

/** A literal as it is at run time; undefined where it has a path in it. */
export function plainText(value: FlowValue | undefined): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? literalText(value) : undefined;
}

/** Whether a value may stand in a field that the sentence names. */
export function fitsNamed(field: Field, { kind, value }: Value): boolean {
  if (field.structured) return false;
  if (field.choices) return choiceOf(field, value) !== undefined;
  if (calendarAddress.test(value)) return /calendar/i.test(field.name);
  if (field.type === "integer" || field.type === "number") return kind === "number";
  if (field.type === "boolean" || field.type === "object") return false;
  switch (field.kind) {
    case "email":
      return kind === "email";
    case "channel":
      return (
        kind === "channel" ||
        kind === "person" ||
        kind === "ref" ||
        kind === "email" ||
        kind === "text"
      );
    case "person":
      return kind === "person" || kind === "email";
    case "ref":
      return kind === "ref" || kind === "number" || (kind === "text" && field.lookups.length > 0);
    case "range":
      return kind === "range" || kind === "text";
    case "emoji":
      return kind === "emoji" || kind === "text";
    case "timestamp":
    case "thread":
      return kind === "timestamp" || kind === "ref";
    case "url":
      return kind === "url";
    case "start":
    case "end":
    case "due":
    case "time":
    case "since":
    case "until":
    case "cells":
      return false;
    default:
      return /^(?:text|ref|number|url|query|file|range)$/.test(kind);
  }
}

/** Whether a value belongs into a field by its kind, where nothing is named. */
export function fitsKind(field: Field, { kind }: Value): boolean {
  if (field.structured) return false;
  if (kind === "number") return field.kind === "count";
  if (kind === "person") return field.kind === "person" || field.kind === "channel";
  return field.kind === kind;
}

const choiceWords: Readonly<Record<string, string>> = {
  hoch: "high",
  alta: "high",
  alto: "high",
  haute: "high",
  elevee: "high",
  urgent: "high",
  niedrig: "low",
  baja: "low",
  bajo: "low",
  basse: "low",
  baixa: "low",
  mittel: "medium",
  media: "medium",
  medio: "medium",
  moyenne: "medium",
  normal: "medium",
};

/** The API's own word for what is said. */
export function choiceOf(field: Field, said: string): string | undefined {
  const word = said.toLowerCase();
  const meant = choiceWords[word.normalize("NFD").replaceAll(/\p{M}/gu, "")] ?? word;
  return field.choices?.find((choice) => choice.toLowerCase() === meant);
}

/** A value as a field of a flow holds it. */
export function written(field: Field, { kind, value }: Value): FlowValue {
  const choice = choiceOf(field, value);
  if (choice !== undefined) return choice;
  if (field.type === "integer" || field.type === "number") return Number(value);
  if (kind === "number") return value;
  return literalFor(field, { kind, value });
}

/** Puts a value into a field: alone, beside those that are there, or in the place of one of them. */
export function placed(
  field: Field,
  before: FlowValue | undefined,
  value: FlowValue,
  { besides, old }: { readonly besides: boolean; readonly old: string | undefined },
): FlowValue {
  const entries = entriesOf(field, before);
  const sheet = /^(.+!)[^!]+$/.exec(plainText(before) ?? "")?.[1];
  if (
    field.kind === "range" &&
    sheet !== undefined &&
    typeof value === "string" &&
    !value.includes("!")
  )
    return `${sheet}${value}`;
  const several = takesSeveral(field);
  const next = besides
    ? entries.includes(value)
      ? entries
      : [...entries, value]
    : old !== undefined && entries.some((entry) => plainText(entry) === old)
      ? entries.map((entry) => (plainText(entry) === old ? value : entry))
      : [value];
  if (field.type === "array") return next;
  return several && next.length > 1 ? next.map(String).join(",") : (next.at(-1) ?? value);
}

/** The single values of a field that takes several. */
export function entriesOf(field: Field, value: FlowValue | undefined): readonly FlowValue[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  return typeof value === "string" && takesSeveral(field)
    ? value.split(/\s*,\s*/).filter(Boolean)
    : [value];
}

export function setValue(flow: Flow, id: string, name: string, value: FlowValue): Flow {
  return {
    ...flow,
    steps: flow.steps.map((step) =>
      step.id === id ? { ...step, with: { ...step.with, [name]: value } } : step,
    ),
  };
}

export function withoutValue(flow: Flow, id: string, name: string): Flow {
  return {
    ...flow,
    steps: flow.steps.map((step) => {
      const { [name]: _, ...rest } = step.with;
      return step.id === id ? { ...step, with: rest } : step;
    }),
  };
}

/** Steps that had the same literal mean the same thing: they change together. */
export function setEverywhere(
  flow: Flow,
  from: FlowStep,
  field: Field,
  value: FlowValue,
  request: Pick<Request, "vocabulary">,
): Flow {
  const before = from.with[field.name];
  return knownSteps(flow, request).reduce((changed, { step, operation }) => {
    const same = operation.fields.find(
      ({ kind, name }) => kind === field.kind && before !== undefined && step.with[name] === before,
    );
    const name = step.id === from.id ? field.name : same?.name;
    return name === undefined ? changed : setValue(changed, step.id, name, value);
  }, flow);
}

/** New words: into the input's default where the text is such an input, else into the step. */
export function setText(flow: Flow, id: string, name: string, value: FlowValue): Flow {
  const before = flow.steps.find((step) => step.id === id)?.with[name];
  const input = inputIn(before);
  const declared = input === undefined ? undefined : flow.inputs[input];
  if (
    input === undefined ||
    declared?.type !== "string" ||
    declared.default === undefined ||
    typeof value !== "string"
  )
    return setValue(flow, id, name, value);
  // An input's default is plain text: no `${` is special there.
  const text = literalText(value) ?? value;
  return { ...flow, inputs: { ...flow.inputs, [input]: { ...declared, default: text } } };
}

/** The input that a value is, and nothing else. */
export function inputIn(value: FlowValue | undefined): string | undefined {
  return typeof value === "string" ? /^\$\{inputs\.([\w$]+)\}$/.exec(value)?.[1] : undefined;
}

export function fieldChanged(field: Field, value: string): string {
  return `${field.name.replaceAll("_", " ")} is now “${value}”`;
}

/** As it stands in text. */
export function inText({ kind, value }: Value): string {
  return kind === "emoji" ? emojiText(value) : escapeText(value);
}
