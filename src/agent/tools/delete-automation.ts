import { tool } from "ai";
import { deleteAutomation as shape } from "../../contract/automation-tools.ts";
import { findAutomation, summaryOf } from "../automations.ts";
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
    execute: async ({ automation: said, judged }) => {
      // Without one that was shown nothing goes, whatever came meanwhile.
      const found = await findAutomation(automations, judged?.id ?? said);
      if (found.status !== "found") return found;
      if (!judged) return { status: "ambiguous" as const, which: [summaryOf(found.automation)] };
      await automations.remove(found.automation.id, "chat");
      return { status: "deleted" as const, automation: summaryOf(found.automation) };
    },
  });
}
