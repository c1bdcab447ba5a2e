import { tool } from "ai";
import { runFunction as shape } from "../../contract/tools.ts";
import type { AgentPorts } from "../ports.ts";
import { notFound } from "./not-found.ts";

/** Runs a function, for real where it is not a dry run; one that writes then waits for the person's approval (agent.ts). */
export function runFunction({
  functions,
  runs,
  prompts,
}: Pick<AgentPorts, "functions" | "runs" | "prompts">) {
  return tool({
    description: prompts("tools/run-function"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ name, version, input, dryRun = false }, { abortSignal }) => {
      // Without a version it was not there when the run was judged.
      if (version === undefined || !(await functions.find(name))) return notFound(functions);
      const run = await runs.test({ name, version }, input ?? {}, { dryRun, signal: abortSignal });
      const { id, status, output, error, ms, calls, would } = run;
      const advice = status === "succeeded" ? undefined : calls.at(-1)?.advice;
      return {
        status: "ran" as const,
        run: { id, status, output, error, ms },
        ...(would ? { would } : {}),
        ...(advice === undefined ? {} : { advice }),
      };
    },
  });
}
