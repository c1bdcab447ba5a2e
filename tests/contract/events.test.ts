import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createCatalog } from "../../src/catalog/catalog.ts";
import type { EventInfo } from "../../src/catalog/event.ts";
import { connectorOf } from "../../src/catalog/operation.ts";
import { connectors, providers } from "../../src/connectors/index.ts";

const catalog = createCatalog(connectors, providers);
const events: readonly EventInfo[] = connectors.flatMap((connector) => connector.events);

/** Read only where the flow reads or names more, or where what they add may be left out. */
const needsMore: readonly string[] = ["googlecalendar.calendarList.list", "googleforms.forms.get"];

const readBy = ({ poll, complete }: EventInfo) =>
  [poll, complete].flatMap((one) => one?.operations ?? []);

/** The scopes that hold where all of them are granted, with what they cover. */
function granted(event: EventInfo, scopes: readonly string[]): ReadonlySet<string> {
  const further = (event.scopesWhen ?? []).flatMap((when) => when.scopes.flat());
  const all = [...scopes, ...further];
  const covered = all.flatMap((scope) => catalog.scope(connectorOf(event.id), scope)?.covers ?? []);
  return new Set([...all, ...covered]);
}

test("every event of Google and Salesforce is asked for; of Google a channel is the only push", () => {
  const wrong = events.filter(({ id, poll, via, channel }) =>
    /^(?:google|gmail|salesforce)/.test(id)
      ? !poll || via.includes("push") !== (channel !== undefined)
      : false,
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

describe.each(events.map((event) => [event.id, event] as const))("%s", (id, event) => {
  test("is pushed where its provider pushes, and asked for where it says how", () => {
    const { webhooks } = catalog.providerOf(id) ?? {};
    expect(event.via.includes("polling")).toBe(event.poll !== undefined);
    const isPushed = webhooks !== undefined || event.channel !== undefined;
    expect(isPushed || !event.via.includes("push")).toBe(true);
  });

  test("calls operations that there are, of its own connector, and reads only", () => {
    const called = [...readBy(event), ...(event.channel?.operations ?? [])];
    expect(called.filter((one) => !catalog.find(one))).toEqual([]);
    expect(called.filter((one) => connectorOf(one) !== connectorOf(id))).toEqual([]);
    expect(readBy(event).filter((one) => catalog.find(one)?.kind !== "read")).toEqual([]);
  });

  test("is learned of with any of the scopes that it states", () => {
    for (const set of event.scopes) {
      const have = granted(event, set);
      const refused = [...readBy(event), ...(event.channel?.operations ?? [])].filter((one) => {
        const { scopes = {}, scopesWhen = [] } = catalog.find(one) ?? {};
        const ways = [scopes, ...scopesWhen.map((when) => when.scopes)].flatMap(
          ({ user = [], bot = [] }) => [...user, ...bot],
        );
        return !ways.some((way) => way.every((scope) => have.has(scope)));
      });
      expect(refused.filter((one) => !needsMore.includes(one))).toEqual([]);
    }
  });

  test("says of each member of its payload what it is", () => {
    const shape = z.toJSONSchema(event.payload ?? z.object({}), { unrepresentable: "any" });
    const silent = Object.entries(shape.properties ?? {}).filter(
      ([, member]) => typeof member !== "object" || (member.description ?? "").length < 4,
    );
    expect(silent.map(([name]) => name)).toEqual([]);
    expect(Object.keys(shape.properties ?? {})).not.toEqual([]);
  });

  test("filters on what is in the payload, and asks for values that it describes", () => {
    const { filters = {}, requires = [], scopesWhen = [] } = event;
    const members = Object.keys(event.payload?.shape ?? {});
    // Fields of Salesforce stand in the payload under their own names.
    const isOwn = (path: string) => members.includes(path.split(".")[0] ?? "");
    const unknown = Object.entries(filters).flatMap(([name, { in: paths = [], description }]) => {
      const isFound =
        paths.length === 0 || paths.some((path) => isOwn(path) || /^[A-Z]/.test(path));
      return isFound && description.length > 3 ? [] : [name];
    });
    expect(unknown).toEqual([]);
    expect(requires.filter((name) => !(name in filters))).toEqual([]);
    const named = scopesWhen.flatMap((when) =>
      "given" in when
        ? [when.given].filter((name) => !(name in filters))
        : when.reads.filter((name) => !members.includes(name)),
    );
    expect(named).toEqual([]);
    for (const { part } of Object.values(filters))
      expect(() => new RegExp(part ?? "", "su")).not.toThrow();
  });
});
