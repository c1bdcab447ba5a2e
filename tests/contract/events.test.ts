import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { EventInfo } from "../../src/catalog/event.ts";
import { connectors } from "../../src/connectors/index.ts";

const events: readonly EventInfo[] = connectors.flatMap((connector) => connector.events);
const operations = new Map(
  connectors.flatMap((connector) => connector.operations).map((one) => [one.id, one]),
);

/** Asked only where the flow reads or names more, or where what they add may be left out. */
const needsMore: readonly string[] = ["googlecalendar.calendarList.list", "googleforms.forms.get"];

const asked = events.filter(({ poll }) => poll);

test("what is asked for says so, and nothing of Google is pushed without a channel", () => {
  const wrong = events.filter(
    ({ id, via, poll, channel }) =>
      (poll && !via.includes("polling")) ||
      (/^(?:google|gmail)/.test(id) && via.includes("push") !== (channel !== undefined)),
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test("every event of Google and Salesforce is asked for", () => {
  const silent = connectors
    .filter(({ provider }) => provider === "google" || provider === "salesforce")
    .flatMap((connector): readonly EventInfo[] => connector.events)
    .filter(({ poll, payload }) => !poll || !payload);
  expect(silent.map(({ id }) => id)).toEqual([]);
});

describe.each(asked)("$id", (event) => {
  const used = [
    ...(event.poll?.operations ?? []),
    ...(event.channel?.operations ?? []),
    ...(event.complete?.operations ?? []),
  ];

  test("calls operations that there are, of its own connector", () => {
    expect(used.filter((id) => !operations.has(id))).toEqual([]);
    const connector = event.id.split(".")[0];
    expect(used.filter((id) => id.split(".")[0] !== connector)).toEqual([]);
  });

  test("is learned of with any of the scopes that it states", () => {
    for (const set of event.scopes) {
      const refused = used.filter((id) => {
        const { scopes, scopesWhen = [] } = operations.get(id) ?? { scopes: {} };
        const ways = [scopes, ...scopesWhen.map((one) => one.scopes)].flatMap(
          ({ user = [], bot = [] }) => [...user, ...bot],
        );
        return !ways.some((way) => way.every((scope) => set.includes(scope)));
      });
      expect(refused.filter((id) => !needsMore.includes(id))).toEqual([]);
    }
  });

  test("says of each member of its payload what it is", () => {
    const shape = z.toJSONSchema(event.payload ?? z.object({})).properties ?? {};
    const silent = Object.entries(shape).filter(
      ([, member]) => typeof member !== "object" || (member.description ?? "").length < 4,
    );
    expect(silent.map(([name]) => name)).toEqual([]);
    expect(Object.keys(shape)).not.toEqual([]);
  });

  test("filters on what is in the payload, and asks for values that it describes", () => {
    const { filters = {}, requires = [], scopesWhen = [] } = event;
    const members = Object.keys(event.payload?.shape ?? {});
    // Fields of Salesforce stand in the payload under their own names.
    const isOwn = (path: string) => members.includes(path.split(".")[0] ?? "");
    const unknown = Object.entries(filters).flatMap(([name, filter]) => {
      const paths = filter.in ?? [];
      return paths.length > 0 && !paths.some((path) => isOwn(path) || /^[A-Z]/.test(path))
        ? [name]
        : [];
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
