import type { StepResult, ToolSet } from "ai";

/** Model calls in one turn; the longest honest way (search, describe, propose twice, write, run, answer) takes eight. */
export const maxSteps = 16;
/** Tokens in and out over all steps of one turn: several times what a function of many tools takes. */
export const maxTokens = 150_000;
/** How often one and the same call may fail; a model that does not read the answer will not at the next time. */
export const maxRepeats = 3;

/** Why a turn is ended before the model ends it. */
export type Limit = "steps" | "tokens" | "repeats";

export type Step = Pick<StepResult<ToolSet>, "content" | "usage">;

/** The limit that the steps of a turn have come to, or undefined. */
export function limitOf(steps: readonly Step[]): Limit | undefined {
  if (mostRepeated(steps) >= maxRepeats) return "repeats";
  if (tokensOf(steps) >= maxTokens) return "tokens";
  return steps.length >= maxSteps ? "steps" : undefined;
}

/** Where the model's server does not count, only the steps are limited. */
function tokensOf(steps: readonly Step[]): number {
  return steps.reduce(
    (sum, { usage }) => sum + (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0),
    0,
  );
}

function mostRepeated(steps: readonly Step[]): number {
  const failures = steps.flatMap(({ content }) => content).flatMap(failedCall);
  return Math.max(
    0,
    ...Map.groupBy(failures, (call) => call)
      .values()
      .map(({ length }) => length),
  );
}

/** Answers with which a tool tells the model that it got something wrong. */
const refusals: readonly unknown[] = [
  "invalid",
  "refused",
  "not-found",
  "needs-permission",
  "conflict",
];

function failedCall(part: Step["content"][number]): readonly string[] {
  const failed =
    part.type === "tool-error" ||
    (part.type === "tool-result" && refusals.includes(statusOf(part)));
  return failed ? [`${part.toolName} ${JSON.stringify(part.input)}`] : [];
}

function statusOf({ output }: { readonly output: unknown }): unknown {
  return output !== null && typeof output === "object" && "status" in output
    ? output.status
    : undefined;
}
