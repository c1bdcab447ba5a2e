import type { CallToolResult, ToolAnnotations } from "@modelcontextprotocol/sdk/types.js";
import type { Catalog } from "../catalog/catalog.ts";
import { connectorOf } from "../catalog/operation.ts";
import type { RunView } from "../contract/run.ts";
import { inputShapeOf } from "../functions/input-shape.ts";
import { operationsOf } from "../functions/rights.ts";
import { mayCallFunctions } from "../runs/sdk-imports.ts";
import type { ConnectorScopes, FunctionVersion } from "../store/function-version.ts";
import {
  type McpCall,
  type McpTool,
  dataResult,
  failureResult,
  objectSchema,
  shortLine,
} from "./tool.ts";

export interface FunctionToolsDependencies {
  readonly catalog: Catalog;
  readonly run: (
    name: string,
    input: Readonly<Record<string, unknown>>,
    by: McpCall,
  ) => Promise<RunView>;
  /** Scopes by connector that the version needs and nobody granted yet. */
  readonly missing: (version: FunctionVersion) => Promise<readonly ConnectorScopes[]>;
  /** Where people reach this Patchbay. */
  readonly origin: () => string;
}

/** A function as a tool called `name`. */
export function functionTool(
  version: FunctionVersion,
  name: string,
  deps: FunctionToolsDependencies,
): McpTool {
  const input = inputShapeOf(version);
  return {
    definition: {
      name,
      title: titleOf(version.name),
      description: descriptionOf(version, deps.catalog),
      inputSchema: objectSchema(input, "input"),
      annotations: annotationsOf(version, deps.catalog),
    },
    input,
    async call(given, by) {
      const run = await deps.run(version.name, given, by);
      return run.status === "succeeded" ? dataResult(run.output) : failed(run, version, deps);
    },
  };
}

/** `postToProductUpdates` as `Post to product updates`. */
function titleOf(name: string): string {
  const words = name.replaceAll(/([a-z\d])([A-Z])|[_$-]+/g, "$1 $2").trim();
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}

/** What it is for, in the words of who made it, and what it does, in those of the catalog. */
function descriptionOf(version: FunctionVersion, catalog: Catalog): string {
  const sentence = version.flow?.description ?? version.prompt ?? titleOf(version.name);
  const steps = operationsOf(version).map((id) => {
    const operation = catalog.find(id);
    const tool = catalog.connector(connectorOf(id))?.name ?? connectorOf(id);
    return operation ? `${operation.title} (${tool}, ${operation.kind})` : id;
  });
  const does = steps.length > 0 ? `Does: ${steps.join("; ")}.` : "Calls no tool.";
  const further = mayCallFunctions(version.code) ? " May call other functions." : "";
  return `${shortLine(sentence, 500).replace(/\.?$/, ".")} ${shortLine(does, 500)}${further}`;
}

/** From the kinds of what it calls; of what the catalog does not know, the worst is said. */
function annotationsOf(version: FunctionVersion, catalog: Catalog): ToolAnnotations {
  const found = operationsOf(version).map((id) => catalog.find(id));
  // What other functions do is theirs, and not known here.
  if (mayCallFunctions(version.code)) found.push(undefined);
  return {
    readOnlyHint: found.every((operation) => operation?.kind === "read"),
    destructiveHint: found.some(
      (operation) => operation === undefined || operation.kind === "destructive",
    ),
    idempotentHint: found.every((operation) => operation?.repeatable === true),
    openWorldHint: found.length > 0,
  };
}

async function failed(
  run: RunView,
  version: FunctionVersion,
  { catalog, missing, origin }: FunctionToolsDependencies,
): Promise<CallToolResult> {
  const lacking = await missing(version);
  const tools = lacking.map(({ connector, account, scopes }) => {
    const name = catalog.connector(connector)?.name ?? connector;
    const tool = account === undefined ? name : `${name} as ${account}`;
    return scopes.length > 0 ? `${tool} (${scopes.join(", ")})` : tool;
  });
  const page = `${origin()}/code/${encodeURIComponent(version.name)}`;
  return failureResult(
    run.error?.message ?? `The run ended as ${run.status}.`,
    `Run ${run.id} of ${run.function}, version ${run.version}: ${run.status}.`,
    ...run.calls.flatMap(({ advice }) => advice ?? []),
    tools.length > 0
      ? `A person must connect ${tools.join(" and ")} at ${page} before it can run.`
      : `Logs and calls of the run are at ${page}/run.`,
  );
}
