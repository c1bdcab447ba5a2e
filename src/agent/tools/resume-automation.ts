import { tool } from "ai";
import { resumeAutomation as shape } from "../../contract/automation-tools.ts";
import { findAutomation, summaryOf } from "../automations.ts";
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
    execute: async ({ automation: said, judged }) => {
      const found = await findAutomation(automations, judged?.id ?? said);
      if (found.status !== "found") return found;
      if (!judged) return { status: "ambiguous" as const, which: [summaryOf(found.automation)] };
      const resumed = await automations.resume(found.automation.id);
      return { status: "resumed" as const, automation: summaryOf(resumed) };
    },
  });
}
