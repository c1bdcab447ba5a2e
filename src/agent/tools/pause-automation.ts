import { tool } from "ai";
import { pauseAutomation as shape } from "../../contract/automation-tools.ts";
import { findAutomation, summaryOf } from "../automations.ts";
import type { AgentPorts } from "../ports.ts";

/** Nothing starts it until it is resumed; where two could be meant, neither is paused. */
export function pauseAutomation({
  automations,
  prompts,
}: Pick<AgentPorts, "automations" | "prompts">) {
  return tool({
    description: prompts("tools/pause-automation"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ automation: said }) => {
      const found = await findAutomation(automations, said);
      if (found.status !== "found") return found;
      const paused = await automations.pause(found.automation.id);
      return { status: "paused" as const, automation: summaryOf(paused) };
    },
  });
}
