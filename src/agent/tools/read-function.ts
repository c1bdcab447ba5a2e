import { tool } from "ai";
import { readFunction as shape } from "../../contract/tools.ts";
import type { AgentPorts } from "../ports.ts";
import { notFound } from "./not-found.ts";

export function readFunction({ functions, prompts }: Pick<AgentPorts, "functions" | "prompts">) {
  return tool({
    description: prompts("tools/read-function"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ name }) => {
      const found = await functions.find(name);
      if (!found) return notFound(functions);
      const { version, origin, flow, code } = found;
      return { status: "found" as const, name, version, origin, flow: flow ?? null, code };
    },
  });
}
