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
      const isMeant = (one: { readonly function: string }) =>
        name === undefined || one.function === name;
      const [all, dead] = await Promise.all([
        automations.list(),
        automations.deliveries({ status: "dead", limit: maxDead * 10 }),
      ]);
      return {
        automations: all.filter(isMeant).map(summaryOf),
        dead: dead
          .filter(isMeant)
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
