import { tool } from "ai";
import { resumeAutomation as shape } from "../../contract/automation-tools.ts";
import { findShown, summaryOf } from "../automations.ts";
import type { AgentPorts } from "../ports.ts";

/** What it starts happens outside: the person asked for it in their own words, or approves it (agent.ts). */
export function resumeAutomation({
  automations,
  prompts,
}: Pick<AgentPorts, "automations" | "prompts">) {
  return tool({
    description: prompts("tools/resume-automation"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async (input) => {
      const found = await findShown(automations, input);
      if (found.status !== "found") return found;
      const resumed = await automations.resume(found.automation.id);
      return { status: "resumed" as const, automation: summaryOf(resumed) };
    },
  });
}
