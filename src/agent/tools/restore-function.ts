import { tool } from "ai";
import { restoreFunction as shape } from "../../contract/tools.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { AgentPorts, FunctionsPort } from "../ports.ts";
import { notFound } from "./not-found.ts";

/** Goes back to an older version, as a new version, or brings back what was deleted: nothing is lost. */
export function restoreFunction({ functions, prompts }: Pick<AgentPorts, "functions" | "prompts">) {
  return tool({
    description: prompts("tools/restore-function"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ name: said, version }) => {
      const name = await functions.resolve(said);
      const before = await functions.find(name);
      if (!before) return bringBack(functions, said);
      try {
        const from = version ?? (await functions.beforeUndo(name))?.version;
        const restored = await (version === undefined
          ? functions.undo(name)
          : functions.restore(name, version));
        return restored && from !== undefined
          ? {
              status: "restored" as const,
              name: restored.name,
              ...(restored.name === name ? {} : { was: name }),
              version: restored.version,
              from,
            }
          : { status: "nothing-to-undo" as const, name };
      } catch (error) {
        if (error instanceof PatchbayError && error.code === "function/version-not-found") {
          return { status: "no-such-version" as const, name, newest: before.version };
        }
        throw error;
      }
    },
  });
}

async function bringBack(functions: FunctionsPort, name: string) {
  if (!(await functions.deleted()).some((one) => one.name === name)) return notFound(functions);
  try {
    const back = await functions.undelete(name);
    return { status: "brought-back" as const, name: back.name, version: back.version };
  } catch (error) {
    if (error instanceof PatchbayError && error.code === "function/name-taken")
      return { status: "name-taken" as const, name };
    throw error;
  }
}
