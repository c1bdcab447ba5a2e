import { tool } from "ai";
import type { Catalog } from "../../catalog/catalog.ts";
import { proposeFlow as shape } from "../../contract/tools.ts";
import { type FlowProblem, checkFlow } from "../../flow/check.ts";
import type { Flow } from "../../flow/schema.ts";
import { usesOf } from "../../flow/uses.ts";
import { type Permission, computePermissions } from "../../permissions/compute.ts";
import { diffPermissions } from "../../permissions/diff.ts";
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
    execute: async ({ flow: candidate, base, was }) => {
      const check = checkFlow(candidate, ports.catalog);
      if (check.status === "invalid")
        return { status: "invalid" as const, problems: [...check.problems] };
      const { flow } = check;
      const name = was ?? flow.name;
      const problems = [
        ...(await baseProblems(ports, name, base)),
        ...(name === flow.name ? [] : await newNameProblems(ports, flow, base)),
      ];
      if (problems.length) return { status: "invalid" as const, problems };
      const permissions = computePermissions(usesOf(flow, ports.catalog), ports.catalog);
      const missing = await ports.connections.missing(permissions);
      const connect = await openRequests(ports, turn, permissions, missing);
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

/** One request a provider that lacks something; it lists all that the flow needs of the provider. */
async function openRequests(
  { catalog, connections }: ProposeFlowPorts,
  turn: Turn,
  permissions: readonly Permission[],
  missing: readonly Permission[],
) {
  const needed = Map.groupBy(permissions, (permission) => providerId(catalog, permission));
  const lacking = Map.groupBy(missing, (permission) => providerId(catalog, permission));
  return Promise.all(
    Array.from(lacking, async ([provider, scopes]) => {
      const { id } = await connections.request({
        chatId: turn.chatId,
        provider,
        permissions: needed.get(provider) ?? [],
      });
      return { request: id, provider, scopes: scopes.map(({ scope }) => scope) };
    }),
  );
}

function providerId(catalog: Catalog, { connector }: Permission): string {
  return catalog.connector(connector)?.provider ?? connector;
}
