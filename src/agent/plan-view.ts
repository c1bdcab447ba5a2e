import { connectorOf } from "../catalog/operation.ts";
import type { PlanView } from "../contract/plan.ts";
import { questionTexts } from "../contract/questions.ts";
import type { Flow } from "../flow/schema.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import type { createAgent } from "./agent.ts";

type AgentResult = Awaited<ReturnType<ReturnType<typeof createAgent>["generate"]>>;

interface Outcome {
  readonly id: string;
  readonly result: Pick<AgentResult, "steps">;
  readonly written: { readonly version: FunctionVersion; readonly created: boolean } | undefined;
  readonly ms: number;
}

/** What came of a sentence, in the shape that other programs read. */
export function planViewOf({ id, result, written, ms }: Outcome): PlanView {
  const calls = result.steps.flatMap((step) => step.toolCalls);
  const said = result.steps.map((step) => step.text);
  const asked = calls.flatMap((call) =>
    !call.dynamic && call.toolName === "ask_person" ? [call.input] : [],
  );
  const refusal = calls.flatMap((call) =>
    !call.dynamic && call.toolName === "decline" ? [call.input] : [],
  )[0];
  const questions = asked.flatMap((one) => questionTexts(one.questions));
  const understood = asked.flatMap((one) => one.understood ?? []);
  return {
    id,
    kind: kindOf(written, questions, refusal !== undefined),
    ...contentOf(written?.version),
    questions,
    reply: [...said, ...understood, ...questions, refusal?.reason, refusal?.instead]
      .filter(Boolean)
      .join("\n"),
    ms,
  };
}

function kindOf(
  written: Outcome["written"],
  questions: readonly string[],
  refused: boolean,
): PlanView["kind"] {
  if (written) return written.created ? "create" : "edit";
  if (refused) return "refuse";
  return questions.length ? "clarify" : "answer";
}

function contentOf(version: FunctionVersion | undefined) {
  const operations = [...new Set(version?.approvals.map(({ operation }) => operation))];
  const flow = version?.flow;
  const starts = flow?.trigger.type === "event" ? [flow.trigger.event] : [];
  return {
    // The tool whose event starts it is a tool of the function, too.
    connectors: [...new Set([...operations, ...starts].map(connectorOf))].toSorted(),
    operations,
    ...(flow ? { trigger: triggerOf(flow) } : {}),
    permissions: (version?.permissions ?? []).map(({ scopes, ...of }) => ({
      ...of,
      scopes: [...scopes],
    })),
    inputs: Object.entries(flow?.inputs ?? {}).map(([name, input]) => ({
      name,
      type: input.type,
      required: input.required ?? input.default === undefined,
    })),
    ...(version ? { function: { name: version.name, code: version.code } } : {}),
    flow: flow ?? null,
  };
}

function triggerOf({ trigger }: Flow): NonNullable<PlanView["trigger"]> {
  if (trigger.type === "schedule") {
    return {
      type: trigger.type,
      cron: trigger.cron,
      ...(trigger.timezone ? { timezone: trigger.timezone } : {}),
    };
  }
  return trigger.type === "event"
    ? { type: trigger.type, event: trigger.event }
    : { type: trigger.type };
}
