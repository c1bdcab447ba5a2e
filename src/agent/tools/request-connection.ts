import { tool } from "ai";
import { requestConnection as shape } from "../../contract/tools.ts";
import type { AgentPorts } from "../ports.ts";

/** The "Action required" card: the page answers it, the server puts in what really happened. */
export function requestConnection({ prompts }: Pick<AgentPorts, "prompts">) {
  return tool({
    description: prompts("tools/request-connection"),
    inputSchema: shape.input,
    outputSchema: shape.output,
  });
}
