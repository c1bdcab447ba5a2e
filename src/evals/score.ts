import {
  connectorsRight,
  operationScore,
  present,
  sameScopes,
  scopesWithout,
  asksRight,
  triggerRight,
  type Scopes,
} from "./judge.ts";
import {
  type Label,
  type PromptLabel,
  type SequenceLabel,
  type TurnLabel,
  isSequence,
} from "./label.ts";
import type { EvalRecord, PromptRecord, SequenceRecord, Trial } from "./record.ts";

/** Aspects of one prompt or one turn, each between 0 and 1; those that the label does not speak of are left out. */
export interface Score {
  readonly id: string;
  readonly doubtful: boolean;
  readonly group: "create" | "edit" | "negative";
  readonly aspects: Readonly<Partial<Record<Aspect, number>>>;
  /** Connectors, operations, slots and trigger of a function; the reply and nothing done of a negative. */
  readonly right: boolean;
  /** Did something although it must do nothing. */
  readonly wrongAction: boolean;
  readonly ms: number;
  readonly tokens: number;
}

export type Aspect =
  | "connectors"
  | "operations"
  | "operationsF1"
  | "slots"
  | "permissions"
  | "trigger"
  | "asks"
  | "kept"
  | "name"
  | "kind"
  | "verifies"
  | "green";

/** The scopes that the flow of a record takes at least, computed anew. */
export type NarrowestScopes = (flow: unknown) => Scopes | undefined;

export function scoreOf(
  label: Label,
  record: EvalRecord,
  narrowest: NarrowestScopes,
): readonly Score[] {
  if (isSequence(label)) return "turns" in record ? scoreTurns(label, record) : [];
  return "turns" in record ? [] : [scorePrompt(label, record, narrowest)];
}

function scorePrompt(label: PromptLabel, record: PromptRecord, narrowest: NarrowestScopes): Score {
  const { id, doubtful } = label;
  const kinds: readonly string[] = [label.kind, ...label.also_kind];
  if (label.kind !== "create" || (record.kind !== "create" && kinds.includes(record.kind)))
    return {
      ...base(record),
      id,
      doubtful,
      ...scoreNoFunction(kinds, record, label.kind === "create"),
    };
  const least = narrowest(record.flow);
  const aspects = {
    ...functionAspects(label, record),
    permissions: flag(least !== undefined && sameScopes(least, record.permissions)),
  };
  return {
    ...base(record),
    id,
    doubtful,
    group: "create",
    aspects,
    right: isRight(aspects),
    wrongAction: false,
  };
}

/** A question, an answer or a refusal: that kind of reply, in words, and nothing made. */
function scoreNoFunction(kinds: readonly string[], record: PromptRecord, mayCreate: boolean) {
  const acted = !mayCreate && (record.function !== undefined || record.permissions.length > 0);
  const right = kinds.includes(record.kind) && !acted && record.reply.trim() !== "";
  return {
    group: mayCreate ? ("create" as const) : ("negative" as const),
    aspects: { kind: flag(right) },
    right,
    wrongAction: acted,
  };
}

function scoreTurns(label: SequenceLabel, { turns }: SequenceRecord): readonly Score[] {
  let before: PromptRecord | undefined;
  return label.turns.flatMap(({ expect }, index) => {
    const record = turns[index];
    if (!record) return [];
    const id = `${label.id}#${index}`;
    const score = scoreTurn(expect, record, before);
    if (record.function) before = record;
    return [{ ...base(record), id, doubtful: label.doubtful, ...score }];
  });
}

function scoreTurn(expect: TurnLabel, record: PromptRecord, before: PromptRecord | undefined) {
  const group = before === undefined ? ("create" as const) : ("edit" as const);
  if (
    expect.same_function ||
    (expect.kind && !expect.kind.some((kind) => kind === "create" || kind === "edit"))
  ) {
    return { ...scoreNoFunction(expect.kind ?? [], record, false), group };
  }
  const now = before?.permissions ?? [];
  const diffs = [
    expect.permissions_added &&
      sameScopes(expect.permissions_added, scopesWithout(record.permissions, now)),
    expect.permissions_removed &&
      sameScopes(expect.permissions_removed, scopesWithout(now, record.permissions)),
  ].filter((one) => one !== undefined);
  const kept = [
    present(expect.unchanged, record).length === expect.unchanged.length,
    before === undefined || record.kind === "edit",
    before === undefined || sameName(expect, before, record),
  ];
  const aspects = {
    ...functionAspects(expect, record),
    ...(diffs.length > 0 ? { permissions: flag(diffs.every(Boolean)) } : {}),
    ...(before ? { kept: flag(kept.every(Boolean)) } : {}),
    ...(expect.name === undefined ? {} : { name: flag(record.function?.name === expect.name) }),
  };
  return { group, aspects, right: isRight(aspects), wrongAction: false };
}

function sameName(expect: TurnLabel, before: PromptRecord, record: PromptRecord): boolean {
  return expect.name !== undefined || before.function?.name === record.function?.name;
}

function functionAspects(label: TurnLabel | PromptLabel, record: PromptRecord) {
  const slots = Object.values(label.slots);
  const operations = operationScore(label, record);
  const literals =
    label.absent.length > 0 && present(label.absent, record).length > 0
      ? 0
      : slots.length > 0
        ? present(slots, record).length / slots.length
        : 1;
  return {
    connectors: flag(record.function !== undefined && connectorsRight(label, record)),
    operations: flag(operations === 1 && record.function !== undefined),
    operationsF1: operations,
    ...(slots.length + label.absent.length > 0 ? { slots: literals } : {}),
    trigger: flag(triggerRight(label, record)),
    asks: flag(asksRight(label, record)),
    ...trialAspects(record.trial),
  };
}

function trialAspects(trial: Trial | undefined) {
  if (!trial) return {};
  return {
    verifies: flag(trial.problems.length === 0),
    ...(trial.run === "not-there" ? {} : { green: flag(trial.run === "green") }),
  };
}

/** As README of the labels has it: connectors, operations, slots and trigger, and of a change that the rest was kept. */
function isRight(aspects: Score["aspects"]): boolean {
  const decisive: readonly Aspect[] = [
    "connectors",
    "operations",
    "slots",
    "trigger",
    "kept",
    "name",
  ];
  return decisive.every((aspect) => (aspects[aspect] ?? 1) === 1);
}

function base({ ms, tokens }: PromptRecord) {
  return { ms, tokens };
}

const flag = (holds: boolean): number => (holds ? 1 : 0);
