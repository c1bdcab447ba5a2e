import { tool } from "ai";
import { replayDelivery as shape } from "../../contract/automation-tools.ts";
import type { AgentPorts } from "../ports.ts";

const maxKnown = 20;

/** Tries a start again that was given up; any other is not touched. */
export function replayDelivery({
  automations,
  prompts,
}: Pick<AgentPorts, "automations" | "prompts">) {
  return tool({
    description: prompts("tools/replay-delivery"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ delivery }) => {
      const dead = await automations.deliveries({ status: "dead", limit: maxKnown });
      const found = dead.find(({ id }) => id === delivery);
      if (!found) return { status: "not-found" as const, known: dead.map(({ id }) => id) };
      await automations.replay(found.id);
      return { status: "replayed" as const, function: found.function };
    },
  });
}
