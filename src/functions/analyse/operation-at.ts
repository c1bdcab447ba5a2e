import type { Catalog } from "../../catalog/catalog.ts";
import { type Operation, type OperationRequest, connectorOf } from "../../catalog/operation.ts";
import { pathPattern } from "../../catalog/path-pattern.ts";
import { gap } from "./values.ts";

/** The operation at an address, of the connectors whose helper calls it: two tools may have the same API. */
export function operationAt(
  catalog: Catalog,
  address: string,
  method: string,
  owners?: ReadonlySet<string>,
): Operation | undefined {
  if (!URL.canParse(address)) return undefined;
  const { host, pathname } = new URL(address);
  const fitting = (path: string) =>
    catalog.operations.filter(
      ({ id, request }) =>
        request.host === host &&
        owners?.has(connectorOf(id)) !== false &&
        [request, ...(request.also ?? [])].some(
          (way) => way.method === method && fits(way.path ?? request.path, request, path),
        ),
    );
  const exact = (path: string) => {
    const matching = fitting(path);
    return matching.find(({ request }) => request.path === path) ?? matching[0];
  };
  // What is put on at the end may be a query, or nothing.
  return exact(pathname) ?? (/[^/]~$/.test(pathname) ? exact(pathname.slice(0, -1)) : undefined);
}

/** Whether an address of code can be one of the operation: what stands in its gaps is not known yet. */
function fits(
  template: string,
  { resources = {}, shapes = {} }: OperationRequest,
  path: string,
): boolean {
  const open = Object.fromEntries(Object.keys(resources).map((name) => [name, "*"]));
  const gaps = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, `${shape}|[^/:]*${gap}[^/:]*`]),
  );
  return [resources, open].some((known) => pathPattern(template, known, gaps).test(path));
}
