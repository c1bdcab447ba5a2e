import { tool } from "ai";
import { deleteFunction as shape } from "../../contract/tools.ts";
import type { AgentPorts } from "../ports.ts";
import { notFound } from "./not-found.ts";

/** Deletes a function once the person approves (agent.ts); its versions are kept, so that it can come back. */
export function deleteFunction({ functions, prompts }: Pick<AgentPorts, "functions" | "prompts">) {
  return tool({
    description: prompts("tools/delete-function"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    // Exactly the one that was shown: an old name may lead to another function by now.
    execute: async ({ name }) => {
      if (!(await functions.find(name))) return notFound(functions);
      await functions.remove(name);
      return { status: "deleted" as const, name };
    },
  });
}
