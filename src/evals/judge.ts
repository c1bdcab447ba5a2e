import type { ConnectorScopes } from "../store/function-version.ts";
import { sameCron } from "./cron.ts";
import type { TriggerLabel } from "./label.ts";
import { literalsIn, textsIn } from "./literals.ts";
import type { PromptRecord } from "./record.ts";

/** What a function has to be, whether a prompt made it or a later one changed it. */
export interface FunctionLabel {
  readonly trigger?: TriggerLabel | undefined;
  readonly also_trigger: readonly string[];
  readonly connectors?: readonly string[] | undefined;
  readonly also_connectors: readonly string[];
  readonly operations: readonly string[];
  readonly also_ok: readonly string[];
  readonly swap: Readonly<Record<string, readonly string[]>>;
  readonly slots: Readonly<Record<string, string>>;
  readonly absent: readonly string[];
  readonly must_ask_or_input: readonly string[];
}

export type Scopes = readonly ConnectorScopes[];

/** Scopes of the sign-in itself and of refresh never count. */
const signIn: ReadonlySet<string> = new Set(
  "openid profile email offline_access refresh_token oauth".split(" "),
);

/** Exactly the tools of the label, those it allows besides left aside. */
export function connectorsRight(label: FunctionLabel, record: PromptRecord): boolean {
  if (!label.connectors) return true;
  const allowed = new Set([...label.connectors, ...label.also_connectors, ...neutral(record)]);
  return (
    label.connectors.every(
      (one) => record.connectors.includes(one) || isSwapped(one, label, record),
    ) && record.connectors.every((one) => allowed.has(one) || isSwapIn(one, label))
  );
}

/** A tool is not missed where all that it was wanted for is done by another one that the label allows. */
function isSwapped(connector: string, label: FunctionLabel, record: PromptRecord): boolean {
  const wanted = label.operations.filter((id) => id.startsWith(`${connector}.`));
  return (
    wanted.length > 0 &&
    wanted.every((id) => (label.swap[id] ?? []).some((other) => record.operations.includes(other)))
  );
}

function isSwapIn(connector: string, { swap }: FunctionLabel): boolean {
  return Object.values(swap)
    .flat()
    .some((id) => id.startsWith(`${connector}.`));
}

/** Steps that need a model may stand in any function: labels do not say how a text is made. */
function neutral({ connectors }: PromptRecord): readonly string[] {
  return connectors.filter((one) => one === "ai");
}

/** Precision and recall over operations in one number; 1 only where they are exactly right. */
export function operationScore(label: FunctionLabel, { operations }: PromptRecord): number {
  const used = operations.filter((id) => !id.startsWith("ai."));
  const does = (wanted: string) =>
    [wanted, ...(label.swap[wanted] ?? [])].some((id) => used.includes(id));
  const good = new Set([
    ...label.operations,
    ...label.also_ok,
    ...Object.values(label.swap).flat(),
  ]);
  const found = label.operations.filter(does).length;
  const stray = used.filter((id) => !good.has(id)).length;
  const wanted = label.operations.length;
  if (wanted + stray === 0) return 1;
  return (2 * found) / (2 * found + stray + (wanted - found));
}

export function triggerRight(label: FunctionLabel, { trigger }: PromptRecord): boolean {
  if (!label.trigger) return true;
  const { type, cron, timezone, connector } = label.trigger;
  if (trigger?.type !== type)
    return trigger !== undefined && label.also_trigger.includes(trigger.type);
  if (cron !== undefined && !sameCron(cron, trigger.cron ?? "")) return false;
  if (timezone !== undefined && trigger.timezone !== timezone) return false;
  return connector === undefined || trigger.event?.startsWith(`${connector}.`) === true;
}

/** The literals of a function, in its code or in what starts it. */
function textsOf(record: PromptRecord): readonly string[] {
  const flow = record.flow;
  const trigger =
    typeof flow === "object" && flow !== null && "trigger" in flow ? flow.trigger : undefined;
  return [...literalsIn(record.function?.code ?? ""), ...textsIn(trigger)];
}

/** The literals of a list that stand in a function. */
export function present(literals: readonly string[], record: PromptRecord): readonly string[] {
  if (literals.length === 0) return [];
  const texts = textsOf(record);
  return literals.filter((literal) => texts.some((text) => text.includes(literal)));
}

/** What is open is an input or a question, and what is said is not asked for. */
export function asksRight(label: FunctionLabel, { questions, inputs }: PromptRecord): boolean {
  return label.must_ask_or_input.length > 0
    ? questions.length > 0 || inputs.length > 0
    : questions.length === 0;
}

export function sameScopes(one: Scopes, other: Scopes): boolean {
  return pairs(one).join("\n") === pairs(other).join("\n");
}

/** The scopes of `one` that `other` has not. */
export function scopesWithout(one: Scopes, other: Scopes): Scopes {
  const known = new Set(pairs(other));
  return one
    .map(({ connector, scopes }) => ({
      connector,
      scopes: scopes.filter((scope) => !known.has(`${connector} ${scope}`)),
    }))
    .filter(({ scopes }) => scopes.length > 0);
}

function pairs(list: Scopes): readonly string[] {
  return list
    .flatMap(({ connector, scopes }) => scopes.map((scope) => `${connector} ${scope}`))
    .filter((pair) => !signIn.has(pair.split(" ")[1] ?? ""))
    .toSorted();
}
