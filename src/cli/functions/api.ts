import { z } from "zod";
import { type FunctionView, functionShape, versionDiffShape } from "../../contract/function.ts";
import { type Client, send } from "../client.ts";

/** The address of a function in the API. */
export function pathOf(name: string, ...more: readonly (string | number)[]): string {
  return ["/api/functions", ...[name, ...more].map((part) => encodeURIComponent(part))].join("/");
}

/** The current version of a function, or an older one. */
export async function getFunction(
  client: Client,
  name: string,
  version?: number,
): Promise<FunctionView> {
  const path = version === undefined ? pathOf(name) : pathOf(name, "versions", version);
  return functionShape.parse(await send(client, path, "GET"));
}

export type VersionDiff = z.output<typeof versionDiffShape>;

/** What changed between two versions; the last change where none are named. */
export async function getDiff(
  client: Client,
  name: string,
  from?: number,
  to?: number,
): Promise<VersionDiff> {
  const query = new URLSearchParams();
  if (from !== undefined) query.set("from", String(from));
  if (to !== undefined) query.set("to", String(to));
  return versionDiffShape.parse(await send(client, `${pathOf(name, "diff")}?${query}`, "GET"));
}
