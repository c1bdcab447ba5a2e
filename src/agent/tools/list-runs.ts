import { tool } from "ai";
import type { RunView } from "../../contract/run.ts";
import { listRuns as shape } from "../../contract/tools.ts";
import type { AgentPorts } from "../ports.ts";

const defaultLimit = 10;

export function listRuns({
  functions,
  runs,
  prompts,
}: Pick<AgentPorts, "functions" | "runs" | "prompts">) {
  return tool({
    description: prompts("tools/list-runs"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ function: name, limit = defaultLimit }) => {
      const of = name === undefined ? {} : { function: await functions.resolve(name) };
      return {
        runs: (await runs.list({ limit, ...of })).map((run) => ({
          id: run.id,
          function: run.function,
          version: run.version,
          status: run.status,
          startedAt: run.startedAt,
          error: run.error,
          trigger: run.trigger,
          ...failedCallOf(run),
        })),
      };
    },
  });
}

/** The call that ended a run: the last one, where it was refused or answered with a fault. */
function failedCallOf({ status, calls }: RunView) {
  const last = calls.at(-1);
  if (status === "succeeded" || !last) return {};
  const { operation, status: answered, refused, advice } = last;
  if (refused === undefined && advice === undefined && (answered ?? 0) < 400) return {};
  return {
    failedCall: {
      ...(operation === undefined ? {} : { operation }),
      ...(answered === undefined ? {} : { status: answered }),
      ...(advice === undefined ? {} : { advice }),
    },
  };
}
