import { isDeepStrictEqual } from "node:util";
import { tool } from "ai";
import { editCode as shape } from "../../contract/tools.ts";
import { PatchbayError } from "../../core/errors.ts";
import { diffOf } from "../../functions/version-diff.ts";
import { operationsOf } from "../../functions/rights.ts";
import { type Judge, refused } from "../code-edit.ts";
import { openRequests } from "../open-requests.ts";
import type { AgentPorts, Turn } from "../ports.ts";
import { unneededAfter } from "../unneeded.ts";

type EditCodePorts = Pick<AgentPorts, "catalog" | "connections" | "functions" | "prompts">;

/** Changes the code itself; one that may do more then waits for the person's approval (agent.ts). */
export function editCode(ports: EditCodePorts, turn: Turn, judge: Judge) {
  const { catalog, connections, functions, prompts } = ports;
  return tool({
    description: prompts("tools/edit-code"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async (input) => {
      const answer = await judge(input);
      if (answer.status !== "allowed") return answer;
      const { current, code, warnings, adds, permissions, missing } = answer;
      if (missing.length > 0)
        return {
          status: "needs-permission" as const,
          missing: missing.map(({ connector, account, scope, sentence, neededBy }) => ({
            connector,
            ...(account === undefined ? {} : { account }),
            scope,
            sentence,
            neededBy,
          })),
          connect: await openRequests(ports, turn, permissions, missing, { askWhose: false }),
        };
      // What was judged, and approved where it adds something, is what is saved.
      if (!input.judged || !isDeepStrictEqual(adds, input.judged.adds))
        return refused([
          { where: "version", message: `"${current.name}" was changed meanwhile; call this again` },
        ]);
      const { onto } = input.judged;
      try {
        const saved = await functions.saveCode(current.name, code, {
          base: onto,
          madeBy: { what: "code-edit", via: "chat" },
          prompt: turn.prompt,
        });
        return {
          status: "saved" as const,
          name: saved.name,
          version: saved.version,
          from: onto,
          diff: diffOf(current, saved).patch,
          operations: operationsOf(saved),
          permissions: saved.permissions.map(({ scopes, ...of }) => ({
            ...of,
            scopes: [...scopes],
          })),
          ...(warnings.length > 0 ? { warnings } : {}),
          noLongerNeeded: [
            ...(await unneededAfter(current.permissions, await functions.list(), {
              catalog,
              connections,
            })),
          ],
        };
      } catch (error) {
        if (error instanceof PatchbayError && error.code === "function/changed")
          return refused([{ where: "version", message: error.message }]);
        throw error;
      }
    },
  });
}
