import { tool } from "ai";
import { listAutomations as shape } from "../../contract/automation-tools.ts";
import { summaryOf } from "../automations.ts";
import type { AgentPorts } from "../ports.ts";

const maxDead = 10;

/** What starts by itself, how it stands, and which starts were given up. */
export function listAutomations({
  automations,
  functions,
  prompts,
}: Pick<AgentPorts, "automations" | "functions" | "prompts">) {
  return tool({
    description: prompts("tools/list-automations"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ function: said }) => {
      const name = said === undefined ? undefined : await functions.resolve(said);
      const meant = (await automations.list()).filter(
        (one) => name === undefined || one.function === name,
      );
      const dead = await Promise.all(
        meant.map(({ id }) => automations.deliveries(id, { status: "dead", limit: maxDead })),
      );
      return {
        automations: meant.map(summaryOf),
        dead: dead
          .flat()
          .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt))
          .slice(0, maxDead)
          .map(({ id, function: of, attempts, error, run, createdAt }) => ({
            delivery: id,
            function: of,
            attempts,
            error,
            run,
            createdAt,
          })),
      };
    },
  });
}
