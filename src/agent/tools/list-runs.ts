import { tool } from "ai";
import { listRuns as shape } from "../../contract/tools.ts";
import type { AgentPorts } from "../ports.ts";

const defaultLimit = 10;

export function listRuns({ runs, prompts }: Pick<AgentPorts, "runs" | "prompts">) {
  return tool({
    description: prompts("tools/list-runs"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ function: name, limit = defaultLimit }) => ({
      runs: (await runs.list({ limit, ...(name === undefined ? {} : { function: name }) })).map(
        ({ id, function: of, version, status, startedAt, error }) => ({
          id,
          function: of,
          version,
          status,
          startedAt,
          error,
        }),
      ),
    }),
  });
}
