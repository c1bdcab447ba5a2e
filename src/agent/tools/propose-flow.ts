import { tool } from "ai";
import { proposeFlow as shape } from "../../contract/tools.ts";
import { type FlowProblem, checkFlow } from "../../flow/check.ts";
import type { Flow } from "../../flow/schema.ts";
import { needsOf } from "../../flow/uses.ts";
import { type Permission, computePermissions } from "../../permissions/compute.ts";
import { diffPermissions } from "../../permissions/diff.ts";
import { openRequests } from "../open-requests.ts";
import type { AgentPorts, Turn } from "../ports.ts";

type ProposeFlowPorts = Pick<
  AgentPorts,
  "catalog" | "connections" | "functions" | "proposals" | "prompts"
>;

/** Checks a flow, computes what it needs, and says what still has to be granted. Saves no function. */
export function proposeFlow(ports: ProposeFlowPorts, turn: Turn) {
  return tool({
    description: ports.prompts("tools/propose-flow"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ flow: candidate, base, was, askWhose = false }) => {
      const check = checkFlow(candidate, ports.catalog, await ports.connections.accounts());
      if (check.status === "invalid")
        return { status: "invalid" as const, problems: [...check.problems] };
      const { flow } = check;
      const name = was ?? flow.name;
      const problems = [
        ...(await baseProblems(ports, name, base)),
        ...(name === flow.name ? [] : await newNameProblems(ports, flow, base)),
      ];
      if (problems.length) return { status: "invalid" as const, problems };
      const permissions = computePermissions(needsOf(flow, ports.catalog), ports.catalog);
      const missing = await ports.connections.missing(permissions);
      const connect = await openRequests(ports, turn, permissions, missing, { askWhose });
      const proposal = await ports.proposals.add({
        chatId: turn.chatId,
        prompt: turn.prompt,
        flow,
        ...(base === undefined ? {} : { base }),
        ...(name === flow.name ? {} : { was: name }),
      });
      return {
        status: "ready" as const,
        proposal: proposal.id,
        permissions: [...permissions],
        ...(await changesOf(ports, name, base, permissions)),
        ...(check.doubts.length > 0 ? { doubts: [...check.doubts] } : {}),
        connect,
      };
    },
  });
}

async function baseProblems(
  { functions }: ProposeFlowPorts,
  name: string,
  base: number | undefined,
): Promise<FlowProblem[]> {
  const existing = await functions.find(name);
  if (existing && base === undefined) {
    const message = `There is already a function "${name}" at version ${existing.version}. To change it, read it and give base ${existing.version}; for a new one choose another name`;
    return [{ where: "name", message }];
  }
  if (existing && base !== undefined && base > existing.version) {
    const message = `"${name}" has no version ${base}; read it and give base ${existing.version}`;
    return [{ where: "base", message }];
  }
  if (!existing && base !== undefined) {
    const names = (await functions.list()).map((one) => one.name).join(", ") || "none";
    return [
      {
        where: "name",
        message: `There is no function "${name}" to change; there are: ${names}. To rename one, give its name as was`,
      },
    ];
  }
  return [];
}

/** What is wrong with a name that a function is to have from now on. */
async function newNameProblems(
  { functions }: ProposeFlowPorts,
  { name }: Flow,
  base: number | undefined,
): Promise<FlowProblem[]> {
  if (base === undefined)
    return [
      { where: "base", message: "To rename a function, read it and give its version as base" },
    ];
  if (!(await functions.find(name))) return [];
  return [{ where: "name", message: `There is already a function "${name}"; choose another name` }];
}

async function changesOf(
  { catalog, functions }: ProposeFlowPorts,
  name: string,
  base: number | undefined,
  permissions: readonly Permission[],
) {
  if (base === undefined) return {};
  const before = await functions.version(name, base);
  return { changes: diffPermissions(before.permissions, permissions, catalog) };
}
