import { diffComm } from "node-diff3";
import type { Catalog } from "../catalog/catalog.ts";
import {
  type Flow,
  type FlowStep,
  type FlowTrigger,
  type FlowValue,
  ownAccount,
} from "../flow/schema.ts";
import type { ConnectorScopes, FunctionVersion } from "../store/function-version.ts";
import { describeSchedule } from "../automations/schedule-words.ts";

/** What makes one version differ from another: in words, and the lines of code with `+` and `-`. */
export interface Changes {
  readonly words: readonly string[];
  readonly lines: readonly string[];
}

type Version = Pick<FunctionVersion, "flow" | "code" | "permissions" | "origin" | "madeBy">;

const maxLines = 60;
const maxValueLength = 120;

export function changesBetween(before: Version, after: Version, catalog: Catalog): Changes {
  const lines = changedLines(before.code, after.code);
  const words = [
    ...(before.flow && after.flow ? flowChanges(before.flow, after.flow) : []),
    ...permissionChanges(before.permissions, after.permissions, catalog),
  ];
  const byHand = lines.length > 0 && after.origin === "hand" && words.length === 0;
  return {
    words: byHand ? [codeWords(after.madeBy.what)] : words,
    lines:
      lines.length > maxLines
        ? [...lines.slice(0, maxLines), `… ${lines.length - maxLines} more lines`]
        : lines,
  };
}

function codeWords(what: FunctionVersion["madeBy"]["what"]): string {
  return what === "code-edit" ? "The model changed the code" : "The code was changed by hand";
}

function flowChanges(before: Flow, after: Flow): string[] {
  const [was, now] = [startWords(before.trigger), startWords(after.trigger)];
  return [
    ...(before.name === after.name
      ? []
      : [`It is called \`${after.name}\`; before: \`${before.name}\``]),
    ...(was === now ? [] : [`It starts ${now}; before: ${was}`]),
    ...inputChanges(before, after),
    ...stepChanges(before.steps, after.steps),
    ...(same(before.output, after.output) ? [] : ["It gives back something else"]),
  ];
}

/** What starts a function, as it stands after "It starts". */
export function startWords(trigger: FlowTrigger): string {
  switch (trigger.type) {
    case "manual":
      return "when somebody runs it";
    case "webhook":
      return "when your app calls it";
    case "event":
      return `on the event ${trigger.event}`;
    case "schedule": {
      const { words } = describeSchedule(trigger, new Date(0));
      return words.charAt(0).toLowerCase() + words.slice(1);
    }
  }
}

function inputChanges(before: Flow, after: Flow): string[] {
  return changesOf(Object.entries(before.inputs), Object.entries(after.inputs), {
    added: (name) => `New input \`${name}\``,
    removed: (name) => `The input \`${name}\` is gone`,
    changed: (name, was, now) =>
      same(was.default, now.default)
        ? [`The input \`${name}\` is described differently`]
        : [`The default of \`${name}\` was ${shown(was.default)}, now ${shown(now.default)}`],
  });
}

function stepChanges(before: readonly FlowStep[], after: readonly FlowStep[]): string[] {
  const named = (steps: readonly FlowStep[]) => steps.map((step) => [step.id, step] as const);
  const order = (steps: readonly FlowStep[], others: readonly FlowStep[]) =>
    steps.map(({ id }) => id).filter((id) => others.some((other) => other.id === id));
  return [
    ...changesOf(named(before), named(after), {
      added: (id, { use }) => `New step \`${id}\` (${use})`,
      removed: (id, { use }) => `The step \`${id}\` (${use}) is gone`,
      changed: stepChange,
    }),
    ...(same(order(before, after), order(after, before)) ? [] : ["The steps are in another order"]),
  ];
}

function stepChange(id: string, before: FlowStep, after: FlowStep): string[] {
  const values = changesOf(Object.entries(before.with), Object.entries(after.with), {
    added: (name, value) => `\`${id}\`: ${name} is ${shown(value)} now`,
    removed: (name, value) => `\`${id}\`: ${name} is not set any more; it was ${shown(value)}`,
    changed: (name, was, now) => [`\`${id}\`: ${name} was ${shown(was)}, now ${shown(now)}`],
  });
  return [
    ...(before.use === after.use
      ? []
      : [`\`${id}\` calls ${after.use} now; before: ${before.use}`]),
    ...values,
    ...(before.when === after.when
      ? []
      : [`\`${id}\`: condition was ${shown(before.when)}, now ${shown(after.when)}`]),
    ...(before.forEach === after.forEach
      ? []
      : [`\`${id}\`: for each of ${shown(after.forEach)}; before: ${shown(before.forEach)}`]),
    ...(before.account === after.account
      ? []
      : [
          `\`${id}\` uses ${accountWords(after.account)} now; before: ${accountWords(before.account)}`,
        ]),
    ...(before.as === after.as
      ? []
      : [`\`${id}\` acts as ${after.as ?? "the default account"} now`]),
  ];
}

function accountWords(account: string | undefined): string {
  if (account === ownAccount) return "each person’s own account";
  return account === undefined ? "the default account" : `the account \`${account}\``;
}

function permissionChanges(
  before: readonly ConnectorScopes[],
  after: readonly ConnectorScopes[],
  catalog: Catalog,
): string[] {
  const sentences = (of: readonly ConnectorScopes[], without: readonly ConnectorScopes[]) =>
    of.flatMap(({ connector, account, scopes }) =>
      scopes
        .filter(
          (scope) =>
            !without.some((other) => other.account === account && other.scopes.includes(scope)),
        )
        .map((scope) => {
          const whose = account === undefined ? "" : ` of ${connector}:${account}`;
          return `${catalog.scope(connector, scope)?.sentence ?? scope} (\`${scope}\`${whose})`;
        }),
    );
  return [
    ...sentences(after, before).map((sentence) => `It now also needs: ${sentence}`),
    ...sentences(before, after).map((sentence) => `It no longer needs: ${sentence}`),
  ];
}

interface Wording<Value> {
  readonly added: (name: string, value: Value) => string;
  readonly removed: (name: string, value: Value) => string;
  readonly changed: (name: string, was: Value, now: Value) => readonly string[];
}

function changesOf<Value>(
  before: readonly (readonly [string, Value])[],
  after: readonly (readonly [string, Value])[],
  say: Wording<Value>,
): string[] {
  const [was, now] = [new Map(before), new Map(after)];
  return [
    ...before.filter(([name]) => !now.has(name)).map(([name, value]) => say.removed(name, value)),
    ...after.flatMap(([name, value]) => {
      const old = was.get(name);
      if (old === undefined) return [say.added(name, value)];
      return same(old, value) ? [] : say.changed(name, old, value);
    }),
  ];
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function shown(value: FlowValue | undefined): string {
  if (value === undefined) return "none";
  const text = typeof value === "string" ? `“${value}”` : JSON.stringify(value);
  return text.length > maxValueLength ? `${text.slice(0, maxValueLength)}…` : text;
}

function changedLines(before: string, after: string): string[] {
  return diffComm(before.split("\n"), after.split("\n")).flatMap((part) =>
    "common" in part
      ? []
      : [...part.buffer1.map((line) => `- ${line}`), ...part.buffer2.map((line) => `+ ${line}`)],
  );
}
