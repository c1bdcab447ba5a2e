import { isToolUIPart } from "ai";
import type { ChatPart, PartOf } from "./message.ts";

/** Steps that need nothing of the person: several in a row are told in one line. */
const quiet = [
  "tool-search_catalog",
  "tool-describe_operations",
  "tool-list_functions",
  "tool-read_function",
  "tool-list_runs",
  "tool-list_connections",
  "tool-list_automations",
  "tool-list_pages",
  "tool-read_page",
  "tool-propose_flow",
  "dynamic-tool",
] as const;

export type StepPart = PartOf<(typeof quiet)[number]>;

/** A part that stands for itself, or steps in a row. */
export type Piece =
  | { readonly kind: "part"; readonly part: ChatPart; readonly index: number }
  | { readonly kind: "steps"; readonly steps: readonly StepPart[] };

/** An answer's parts with the quiet ones joined; what shows nothing does not stand between them. */
export function piecesOf(parts: readonly ChatPart[]): readonly Piece[] {
  const pieces: Piece[] = [];
  parts.forEach((part, index) => {
    if (part.type === "step-start" || (part.type === "text" && part.text.trim() === "")) return;
    if (!isStep(part)) {
      pieces.push({ kind: "part", part, index });
      return;
    }
    const last = pieces.at(-1);
    if (last?.kind === "steps")
      pieces[pieces.length - 1] = { kind: "steps", steps: [...last.steps, part] };
    else pieces.push({ kind: "steps", steps: [part] });
  });
  return pieces;
}

/** Whether it is one of those steps. */
function isStep(part: ChatPart): part is StepPart {
  const types: readonly string[] = quiet;
  return isToolUIPart(part) && types.includes(part.type);
}

export type StepState = "doing" | "done" | "failed";

/** How a step stands: a plan that has to be corrected failed, though its tool answered. */
export function stateOfStep(step: StepPart): StepState {
  if (step.state === "output-error" || step.state === "output-denied") return "failed";
  if (step.state !== "output-available") return "doing";
  return step.type === "tool-propose_flow" && step.output.status === "invalid" ? "failed" : "done";
}

/** What steps in a row came to. */
export interface Summary {
  readonly state: StepState;
  readonly lookedUp: number;
  /** Steps of the plan that passed its check; undefined where none did. */
  readonly planned: number | undefined;
  /** How often a plan had to be corrected. */
  readonly corrected: number;
  /** Steps whose tool threw. */
  readonly failed: number;
  /** All together, in milliseconds; undefined where nobody measured. */
  readonly ms: number | undefined;
}

export function summaryOf(
  steps: readonly StepPart[],
  ms: Readonly<Record<string, number>> = {},
): Summary {
  const states = steps.map(stateOfStep);
  const plans = steps.filter((step) => step.type === "tool-propose_flow");
  const passed = plans.findLast((plan) => stateOfStep(plan) === "done");
  const times = steps.flatMap(({ toolCallId }) => ms[toolCallId] ?? []);
  const last = states.at(-1) ?? "done";
  return {
    state: states.includes("doing") ? "doing" : last,
    lookedUp: steps.filter(
      (step) => step.type !== "tool-propose_flow" && stateOfStep(step) === "done",
    ).length,
    planned: passed && plannedSteps(passed),
    corrected: plans.filter((plan) => stateOfStep(plan) === "failed").length,
    failed: steps.filter(({ state }) => state === "output-error").length,
    ms: times.length > 0 ? times.reduce((sum, one) => sum + one, 0) : undefined,
  };
}

function plannedSteps({ input }: PartOf<"tool-propose_flow">): number {
  const flow: unknown = input?.flow;
  if (typeof flow !== "object" || flow === null || !("steps" in flow)) return 0;
  return Array.isArray(flow.steps) ? flow.steps.length : 0;
}
