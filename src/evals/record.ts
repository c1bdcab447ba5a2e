import type { Rehearsal, Rehearsed } from "../agent/rehearsal.ts";
import type { PlanView } from "../contract/plan.ts";
import { PatchbayError } from "../core/errors.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import { type Label, isSequence } from "./label.ts";

/** What the checks and a run of a function came to. */
export interface Trial {
  /** Findings of types, lint and policy; empty where it verifies. */
  readonly problems: readonly string[];
  /** `not-there`: the sandbox has no such thing, so the run says nothing about the code. */
  readonly run: "green" | "red" | "not-there";
  readonly error?: string;
}

/** One prompt as it was understood; `plan` shapes are DESIGN's, the rest is measured beside. */
export interface PromptRecord extends PlanView {
  /** Why there is no plan. */
  readonly error?: { readonly code: string; readonly detail: string };
  /** Tokens of the model, in and out. */
  readonly tokens: number;
  readonly trial?: Trial;
}

export interface SequenceRecord {
  readonly id: string;
  readonly turns: readonly PromptRecord[];
}

export type EvalRecord = PromptRecord | SequenceRecord;

export interface RecordDependencies {
  readonly open: () => Promise<Rehearsal>;
  /** Verifies and runs a version; left out where only understanding is measured. */
  readonly trial?: ((version: FunctionVersion) => Promise<Trial>) | undefined;
}

/** Takes one labelled line through the agent, each of its turns in the same conversation. */
export async function recordOf(deps: RecordDependencies, label: Label): Promise<EvalRecord> {
  const rehearsal = await deps.open();
  if (!isSequence(label)) return { ...(await say(deps, rehearsal, label.prompt)), id: label.id };
  const turns: PromptRecord[] = [];
  for (const [index, { prompt }] of label.turns.entries())
    turns.push({ ...(await say(deps, rehearsal, prompt)), id: `${label.id}#${index}` });
  return { id: label.id, turns };
}

async function say(
  { trial }: RecordDependencies,
  rehearsal: Rehearsal,
  prompt: string,
): Promise<PromptRecord> {
  try {
    const rehearsed = await rehearsal.say(prompt);
    return {
      ...rehearsed.view,
      tokens: rehearsed.usage.totalTokens ?? 0,
      ...(rehearsed.version && trial ? { trial: await trial(rehearsed.version) } : {}),
    };
  } catch (error) {
    return recordOfError(error);
  }
}

/** A prompt that cannot be taken is asked about; the person says it again. */
function recordOfError(error: unknown): PromptRecord {
  const detail = error instanceof Error ? error.message : String(error);
  const code = error instanceof PatchbayError ? error.code : "internal";
  return {
    id: "",
    kind: "clarify",
    connectors: [],
    operations: [],
    permissions: [],
    inputs: [],
    questions: code === "internal" ? [] : [detail],
    flow: null,
    reply: detail,
    ms: 0,
    tokens: 0,
    error: { code, detail },
  };
}

export type { Rehearsed };
