import { tool } from "ai";
import { decline as shape } from "../../contract/tools.ts";
import type { AgentPorts } from "../ports.ts";

/** Ends the turn with a refusal and what is possible instead. */
export function decline({ prompts }: Pick<AgentPorts, "prompts">) {
  return tool({
    description: prompts("tools/decline"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: () => ({ status: "declined" as const }),
  });
}
