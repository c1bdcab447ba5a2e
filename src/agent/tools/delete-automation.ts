import { tool } from "ai";
import { deleteAutomation as shape } from "../../contract/automation-tools.ts";
import { findShown, summaryOf } from "../automations.ts";
import type { AgentPorts } from "../ports.ts";

/** Deletes what starts a function, once the person approves (agent.ts); the function stays. */
export function deleteAutomation({
  automations,
  prompts,
}: Pick<AgentPorts, "automations" | "prompts">) {
  return tool({
    description: prompts("tools/delete-automation"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async (input) => {
      const found = await findShown(automations, input);
      if (found.status !== "found") return found;
      await automations.remove(found.automation.id, "chat");
      return { status: "deleted" as const, automation: summaryOf(found.automation) };
    },
  });
}
