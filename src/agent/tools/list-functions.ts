import { tool } from "ai";
import { listFunctions as shape } from "../../contract/tools.ts";
import type { AgentPorts } from "../ports.ts";

export function listFunctions({ functions, prompts }: Pick<AgentPorts, "functions" | "prompts">) {
  return tool({
    description: prompts("tools/list-functions"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async () => ({
      deleted: (await functions.deleted()).map(({ name }) => name),
      functions: (await functions.list()).map(
        ({ name, version, flow, approvals, permissions }) => ({
          name,
          version,
          ...(flow ? { description: flow.description, trigger: flow.trigger.type } : {}),
          operations: approvals.map(({ operation }) => operation),
          scopes: permissions.flatMap(({ scopes }) => scopes),
        }),
      ),
    }),
  });
}
