import { tool } from "ai";
import { askPerson as shape } from "../../contract/tools.ts";
import type { AgentPorts } from "../ports.ts";

/** Ends the turn with questions; the page shows them from the call itself. */
export function askPerson({ prompts }: Pick<AgentPorts, "prompts">) {
  return tool({
    description: prompts("tools/ask-person"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: () => ({ status: "asked" as const }),
  });
}
