import { tool } from "ai";
import { copyFunction as shape } from "../../contract/tools.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { AgentPorts } from "../ports.ts";
import { notFound } from "./not-found.ts";

/** Makes a second function of the current version of one. */
export function copyFunction({ functions, prompts }: Pick<AgentPorts, "functions" | "prompts">) {
  return tool({
    description: prompts("tools/copy-function"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ name: said, to }) => {
      const name = await functions.resolve(said);
      if (!(await functions.find(name))) return notFound(functions);
      const wanted = to ?? freeName(name, await functions.list());
      try {
        const copy = await functions.duplicate(name, wanted);
        return { status: "copied" as const, name: copy.name, version: copy.version, of: name };
      } catch (error) {
        if (error instanceof PatchbayError && error.code === "function/name-taken")
          return { status: "name-taken" as const, name: wanted };
        throw error;
      }
    },
  });
}

/** `postDealsCopy`, `postDealsCopy2`. */
function freeName(name: string, functions: readonly { readonly name: string }[]): string {
  const taken = new Set(functions.map((one) => one.name));
  const names = Array.from({ length: taken.size + 1 }, (_, index) =>
    index === 0 ? `${name}Copy` : `${name}Copy${index + 1}`,
  );
  return names.find((candidate) => !taken.has(candidate)) ?? `${name}Copy`;
}
