import { connectorOf } from "../../catalog/operation.ts";
import { parseTemplate } from "../../flow/paths.ts";
import {
  type Flow,
  type FlowInput,
  type FlowStep,
  type FlowTrigger,
  type FlowValue,
  ownAccount,
} from "../../flow/schema.ts";
import { clockWords, describeSchedule } from "../../automations/schedule-words.ts";
import { wordsIn } from "./lexicon.ts";
import type { SlotKind } from "./slot-kinds.ts";
import { joinWords } from "./text.ts";
import type { Intent } from "./understand.ts";
import type { KnownOperation, Vocabulary } from "./vocabulary.ts";

type Buildable = Extract<Intent, { kind: "create" | "edit" }>;

interface Around {
  readonly vocabulary: Vocabulary;
  readonly now: Date;
  /** IANA name; of instants that name none. */
  readonly timezone: string;
  /** The flow that is changed. */
  readonly before: Flow | undefined;
  /** What was chosen for the person, in words. */
  readonly assumed: readonly string[];
}

/**
 * What was understood, said before anything is proposed: tools, start, each step with its values,
 * what the caller passes, what was assumed. Of a change, only what it touches.
 */
export function echo(intent: Buildable, around: Around): string {
  const { vocabulary, now, before, assumed } = around;
  const { flow } = intent;
  const isNew = (step: FlowStep) =>
    !before?.steps.some((one) => JSON.stringify(one) === JSON.stringify(step));
  const isOther = (name: string, input: FlowInput) =>
    JSON.stringify(before?.inputs[name]) !== JSON.stringify(input);
  const steps = before ? flow.steps.filter(isNew) : flow.steps;
  const gone = before?.steps.filter(({ id }) => !flow.steps.some((step) => step.id === id)) ?? [];
  const inputs = Object.entries(flow.inputs).filter(([name, input]) => isOther(name, input));
  const starts = JSON.stringify(before?.trigger) !== JSON.stringify(flow.trigger);
  const lines: (readonly [string, string] | undefined)[] = [
    intent.kind === "edit" ? ["Changes", joinWords(intent.changes)] : undefined,
    ["Tools", toolNames(flow, vocabulary)],
    starts ? ["Starts", triggerWords(flow.trigger, now)] : undefined,
    ...steps.map((step) => [titleOf(step, vocabulary), valuesOf(step, around)] as const),
    ...gone.map((step) => ["No longer", titleOf(step, vocabulary).toLowerCase()] as const),
    inputs.length > 0 ? ["Passed when it runs", inputs.map(inputWords).join("; ")] : undefined,
    assumed.length > 0 ? ["Assumed", joinWords(assumed)] : undefined,
    ...gapLines(intent),
  ];
  const about = intent.kind === "edit" ? `The change to \`${flow.name}\`` : "What I understood";
  const list = lines.flatMap((line) => (line ? [`- **${line[0]}:** ${line[1]}`] : []));
  return `${about}:\n\n${list.join("\n")}\n`;
}

/** What the flow lacks of what was said, and the way on. */
function gapLines(intent: Buildable): readonly (readonly [string, string])[] {
  const { needsModel = [], leftOut = [] } = (intent.kind === "create" && intent.gaps) || {};
  const quoted = (parts: readonly string[]) => joinWords(parts.map((part) => `“${part}”`));
  return [
    ...(needsModel.length > 0
      ? [
          [
            "Needs a hosted model",
            `${quoted(needsModel)}; without one what was read stands as it is. Choose one under Settings and say it again`,
          ] as const,
        ]
      : []),
    ...(leftOut.length > 0 ? [["Left out", quoted(leftOut)] as const] : []),
  ];
}

function toolNames({ steps, trigger }: Flow, { connectors }: Vocabulary): string {
  const used = steps.map(({ use }) => use);
  const all = trigger.type === "event" ? [trigger.event, ...used] : used;
  const ids = [...new Set(all.map(connectorOf))];
  return joinWords(ids.map((id) => connectors.find((one) => one.id === id)?.name ?? id));
}

function titleOf({ use }: FlowStep, { operations }: Vocabulary): string {
  return operations.find(({ id }) => id === use)?.title ?? use;
}

const timeKinds: ReadonlySet<SlotKind> = new Set(["time", "start", "end", "since", "until"]);
const unixSeconds = /^\d{10}$/;

/** What starts it; of a schedule the next times too. */
export function triggerWords(trigger: FlowTrigger, now: Date): string {
  switch (trigger.type) {
    case "manual":
      return "when you press Run or call it";
    case "webhook":
      return "when your app calls it";
    case "event":
      return `on the event \`${trigger.event}\`${accountWords(trigger.event, trigger.account)}`;
    case "schedule": {
      const { words, next } = describeSchedule(trigger, now);
      const times = next.map((time) => clockWords(time, trigger.timezone ?? "UTC"));
      return times.length > 0 ? `${words}; next ${times.join("; ")}` : words;
    }
  }
}

function valuesOf(step: FlowStep, { vocabulary, timezone }: Around): string {
  const operation = vocabulary.operations.find(({ id }) => id === step.use);
  const fields = operation?.fields ?? [];
  const said = sayingsOf(operation, step);
  const values = Object.entries(step.with).map(([name, value]) => {
    const words = said.get(name);
    if (words !== undefined) return words;
    const kind = fields.find((field) => field.name === name)?.kind;
    const isInstant = kind !== undefined && timeKinds.has(kind) && unixSeconds.test(String(value));
    const shown = isInstant
      ? `\`${clockWords(new Date(Number(value) * 1000), timezone)}\``
      : valueWords(value);
    return `${wordsIn(name).join(" ")} ${shown}`;
  });
  const each = step.forEach === undefined ? [] : [`for each of ${valueWords(step.forEach)}`];
  const when = step.when === undefined ? [] : [`only where ${valueWords(step.when)}`];
  const whose = step.account === undefined ? [] : [whoseWords(step.use, step.account)];
  return (
    [...values, ...each, ...when, ...whose].join(", ") ||
    (operation?.items ? "all there are" : "as it is")
  );
}

function whoseWords(use: string, account: string): string {
  return account === ownAccount
    ? "with the account of whoever it runs for"
    : `with ${accountName(use, account)}`;
}

/** `slack:support`; of one sign-in for several tools the tool says it as well. */
function accountName(use: string, account: string): string {
  return `\`${connectorOf(use)}:${account}\``;
}

function accountWords(use: string, account: string | undefined): string {
  if (account === undefined) return "";
  return account === ownAccount ? " of each person" : ` of ${accountName(use, account)}`;
}

/** Values that one word of the catalog says: `only open ones` is plainer than `hs is closed false`. */
function sayingsOf(operation: KnownOperation | undefined, step: FlowStep) {
  if (operation?.kind !== "read") return new Map<string, string>();
  const single = operation.sayings.flatMap(({ words, with: meant }) => {
    const [first, more] = Object.entries(meant);
    return first && !more ? [{ name: first[0], value: first[1], word: words[0] }] : [];
  });
  return new Map(
    single
      .filter(({ name, value }) => step.with[name] === value)
      .map(({ name, word }) => [name, `only ${word ?? name} ones`]),
  );
}

function inputWords([name, { type, description, default: value }]: [string, FlowInput]): string {
  const what = description === undefined ? type : description.replace(/\.$/, "");
  return value === undefined
    ? `\`${name}\` (${what})`
    : `\`${name}\` (${what}; ${valueWords(value)} where left out)`;
}

const maxValue = 160;

/** As it will be: text as text, a path as `{input}` or `{step.field}`. */
function valueWords(value: FlowValue): string {
  const text = typeof value === "string" ? readable(value) : JSON.stringify(value);
  const short = text.length > maxValue ? `${text.slice(0, maxValue)}…` : text;
  return /[`\n\r]/.test(short) ? `“${short.replace(/\s*[\n\r]+\s*/g, " ⏎ ")}”` : `\`${short}\``;
}

function readable(template: string): string {
  return parseTemplate(template)
    .map((segment) => {
      if ("literal" in segment) return segment.literal;
      const { root, keys } = segment.path;
      const names = keys.map((key) => (typeof key === "symbol" ? "*" : String(key)));
      return `{${(root === "inputs" ? names : [root, ...names]).join(".")}}`;
    })
    .join("");
}
