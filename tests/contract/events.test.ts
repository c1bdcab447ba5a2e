import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createCatalog } from "../../src/catalog/catalog.ts";
import type { EventInfo } from "../../src/catalog/event.ts";
import { connectorOf, defaultToken } from "../../src/catalog/operation.ts";
import { connectors, providers } from "../../src/connectors/index.ts";

const catalog = createCatalog(connectors, providers);
const described = connectors
  .flatMap(({ events }) => events)
  .filter(({ payload }) => payload !== undefined);

const operationsOf = ({ poll, complete, channel }: EventInfo) =>
  [poll, complete, channel].flatMap((one) => one?.operations ?? []);

/** The scopes that hold where all of them are granted, with what they cover. */
function granted(event: EventInfo, scopes: readonly string[]): ReadonlySet<string> {
  const all = [...scopes, ...(event.scopesWhen ?? []).flatMap((when) => when.scopes)];
  const covered = all.flatMap((scope) => catalog.scope(connectorOf(event.id), scope)?.covers ?? []);
  return new Set([...all, ...covered]);
}

describe.each(described.map((event) => [event.id, event] as const))("%s", (id, event) => {
  test("every member of its payload is described, and every filter is one", () => {
    const members = z.toJSONSchema(event.payload ?? z.never(), { unrepresentable: "any" });
    for (const [name, member] of Object.entries(members.properties ?? {}))
      expect([name, Object(member).description?.length > 8]).toEqual([name, true]);
    for (const [name, filter] of Object.entries(event.filters ?? {})) {
      expect([name, filter.description.length > 8]).toEqual([name, true]);
      for (const path of filter.in ?? [])
        expect([name, Object.keys(members.properties ?? {})]).toEqual([
          name,
          expect.arrayContaining([path.split(".")[0]]),
        ]);
    }
  });

  test("what it calls is there, reads only, and takes no more than it asks for", () => {
    for (const operationId of operationsOf(event)) {
      const operation = catalog.find(operationId);
      expect([operationId, operation?.kind]).toEqual([operationId, "read"]);
      if (!operation) continue;
      const alternatives = operation.scopes[defaultToken(operation)] ?? [];
      for (const scopes of event.scopes) {
        const have = granted(event, scopes);
        const suffices = alternatives.some((set) => set.every((scope) => have.has(scope)));
        expect([operationId, scopes, suffices || needsOtherRight(operationId, event)]).toEqual([
          operationId,
          scopes,
          true,
        ]);
      }
    }
  });

  test("it is pushed where its provider pushes, and polled where it says how", () => {
    const { webhooks } = catalog.providerOf(id) ?? {};
    expect(event.via.includes("polling")).toBe(event.poll !== undefined);
    const isPushed = webhooks !== undefined || event.channel !== undefined;
    expect(isPushed || !event.via.includes("push")).toBe(true);
  });
});

/** Some operations take another scope by their input: a private channel's history, a ticket's stages. */
function needsOtherRight(operationId: string, event: EventInfo): boolean {
  const { scopesWhen = [] } = catalog.find(operationId) ?? {};
  return scopesWhen.some(({ scopes }) =>
    Object.values(scopes)
      .flat()
      .some((set) =>
        set?.every((scope) => event.scopes.some((own) => granted(event, own).has(scope))),
      ),
  );
}
