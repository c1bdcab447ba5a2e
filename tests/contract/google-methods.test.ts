import { describe, expect, test } from "vitest";
import { type Operation, connectorOf, methodOf } from "../../src/catalog/operation.ts";
import { apps } from "../../src/connectors/google/sandbox/apps.ts";
import { connectors } from "../../src/connectors/index.ts";

/** Two who never spoke to each other say what a call of Google's APIs is: the connector and its stand-in. */
const operations: readonly Operation[] = connectors
  .filter(({ provider }) => provider === "google")
  .flatMap((connector) => connector.operations);

const methodsOf = (connector: string) => apps.find(({ id }) => id === connector)?.methods ?? [];
/** Parameters have names of their own on each side; generated code writes `me` for one's own account. */
const shape = (path: string) => path.replace("{userId}", "me").replaceAll(/\{\+?\w+\}/g, "{}");

/**
 * Scopes that a method takes and the catalog does not count for it: they reach less than the step is
 * meant to (only what the app made, one's own profile, when somebody is busy), so they would let it
 * run and find nothing.
 */
const reachesLess =
  /\/(?:drive\.file|meetings\.space\.created|contacts\.other\.readonly|userinfo\.\w+|calendar\.events\.freebusy)$/;
/** A channel is stopped with the scope it was opened with; the catalog opens them for events only. */
const stop = "googlecalendar.channels.stop";
const known = new Set(connectors.flatMap(({ scopes }) => scopes.map(({ scope }) => scope)));

describe.each(operations)("$id", (operation) => {
  const { id, request, scopes, scopesWhen = [] } = operation;
  const method = methodsOf(connectorOf(id)).find((one) => one.id === methodOf(id));

  test("is served with the same HTTP method, at the same path", () => {
    expect(method && `${method.http} ${shape(method.path)}`).toBe(
      `${request.method} ${shape(request.path)}`,
    );
  });

  const stated = [{ scopes }, ...scopesWhen].flatMap((one) => one.scopes.user ?? []).flat();

  test("is taken with every scope that the catalog states", () => {
    expect(stated.filter((scope) => !method?.scopes.includes(scope))).toEqual([]);
  });

  test("is not taken with one that the catalog has and does not state", () => {
    const more = method?.scopes.filter((scope) => known.has(scope) && !stated.includes(scope));
    const unstated = more?.filter((scope) => !reachesLess.test(scope));
    expect(id === stop ? [] : unstated).toEqual([]);
  });

  test("sends only parameters that the method has", () => {
    const inPath = request.path.matchAll(/\{\+?(\w+)\}/g);
    const parameters = new Set([
      ...Array.from(inPath, ([, name = ""]) => name),
      ...(method?.query ?? []),
      "fields",
      "alt",
      "uploadType",
    ]);
    const inQuery =
      request.body === "query" ? Object.keys(operation.input.shape) : (request.query ?? []);
    const sent = operation.codeHelper ? [] : inQuery.filter((name) => !parameters.has(name));
    expect([
      ...sent,
      ...Object.keys(request.fixedQuery ?? {}).filter((name) => !parameters.has(name)),
    ]).toEqual([]);
  });
});
