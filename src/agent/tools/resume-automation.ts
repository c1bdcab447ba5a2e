import { tool } from "ai";
import { resumeAutomation as shape } from "../../contract/automation-tools.ts";
import { findAutomation, summaryOf } from "../automations.ts";
import type { AgentPorts } from "../ports.ts";

export function resumeAutomation({
  automations,
  prompts,
}: Pick<AgentPorts, "automations" | "prompts">) {
  return tool({
    description: prompts("tools/resume-automation"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ automation: said }) => {
      const found = await findAutomation(automations, said);
      if (found.status !== "found") return found;
      const resumed = await automations.resume(found.automation.id);
      return { status: "resumed" as const, automation: summaryOf(resumed) };
    },
  });
}
