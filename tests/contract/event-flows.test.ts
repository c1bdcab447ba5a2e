import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, describe, expect, test, vi } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import type { EventInfo } from "../../src/catalog/event.ts";
import { examplePayload, payloadSchema } from "../../src/catalog/event-schema.ts";
import type { Schema } from "../../src/catalog/schema-text.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import { checkFlow } from "../../src/flow/check.ts";
import { analyse } from "../../src/functions/analyse/analyse.ts";
import { createRenderer } from "../../src/functions/render.ts";
import { checkTypesAndLint } from "../../src/functions/tools.ts";

/** What a flow may say and read of each event, from the check to the code that runs. */
const catalog = createCatalog(connectors, providers);
const events: readonly EventInfo[] = connectors.flatMap((connector) => connector.events);
const renderer = createRenderer({
  catalog,
  templatesDir: fileURLToPath(new URL("../../templates", import.meta.url)),
});
const folder = mkdtempSync(join(tmpdir(), "patchbay-events-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Every member, `deal.amount`; of an open record one of any name. */
function pathsIn(schema: Schema): readonly string[] {
  const { properties = {}, additionalProperties: others, items } = withoutNull(schema);
  const below = (name: string, member: Schema) => {
    const paths = pathsIn(member);
    return paths.length > 0 ? paths.map((path) => joined(name, path)) : [name];
  };
  if (items) return below("[0]", items);
  const named = Object.entries(properties).flatMap(([name, member]) => below(name, member));
  return named.length === 0 && typeof others === "object" ? ['["Any name"]'] : named;
}

const joined = (name: string, path: string) =>
  path.startsWith("[") ? `${name}${path}` : `${name}.${path}`;

function withoutNull(schema: Schema): Schema {
  return schema.anyOf?.find(({ type }) => type !== "null") ?? schema;
}

const flowOf = (event: string, given: object, text: string) => ({
  name: "told",
  description: "Tells what happened",
  trigger: { type: "event", event, with: given },
  steps: [{ id: "post", use: "slack.chat.postMessage", with: { channel: "C0123456789", text } }],
});

const samples = await Promise.all(
  events.map(async (event) => {
    const schema = payloadSchema(event) ?? {};
    const paths = pathsIn(schema);
    const text = paths
      .map(
        (path) =>
          `${path.replaceAll(/[[\]"]/g, "|")}=\${trigger.body${path.startsWith("[") ? "" : "."}${path}}`,
      )
      .join("\n");
    const check = checkFlow(flowOf(event.id, {}, text), catalog);
    if (check.status === "invalid") throw new Error(JSON.stringify(check.problems));
    return {
      id: event.id,
      paths,
      example: examplePayload(event),
      doubts: check.doubts,
      code: await renderer.render(check.flow, "Tell me"),
    };
  }),
);

test("each member of a payload can be read: no doubt, and code that passes the checks", async () => {
  const found = await checkTypesAndLint(
    samples.map(({ code }) => code),
    "rendered",
  );
  const wrong = samples.flatMap(({ id, code, doubts }, index) => [
    ...(found[index] ?? []).map((one) => [id, one]),
    ...analyse(code, catalog, "rendered").problems.map((one) => [id, one]),
    ...doubts.filter(({ where }) => where !== "trigger.with").map((one) => [id, one]),
  ]);
  expect(wrong).toEqual([]);
});

test("such a function runs on a payload, and on none", async () => {
  const sent: (string | null)[] = [];
  vi.stubGlobal("fetch", async (_: string, { body }: { body: URLSearchParams }) => {
    sent.push(body.get("text"));
    return Response.json({ ok: true, channel: "C0123456789", ts: "1" });
  });
  for (const { id, code, example, paths } of samples) {
    const file = join(folder, `${id}.ts`);
    writeFileSync(file, code);
    const { default: made } = await import(pathToFileURL(file).href);
    const call = async (body?: object) => {
      const init = { method: "POST", ...(body ? { body: JSON.stringify(body) } : {}) };
      expect((await made.fetch(new Request("http://localhost/", init))).status).toBe(200);
      return sent
        .at(-1)
        ?.split("\n")
        .map((line) => line.replace(/^[^=]*=/, ""));
    };
    const told = await call(Object(example));
    expect({ id, told }).toEqual({ id, told: paths.map(() => expect.stringMatching(/./)) });
    expect({ id, told: told?.filter((one) => /undefined|\[object/.test(one)) }).toEqual({
      id,
      told: [],
    });
    expect(new Set(await call())).toEqual(new Set([""]));
  }
  vi.unstubAllGlobals();
});

describe("what an event does not have is named", () => {
  const problems = (event: string, given: object, text: string) => {
    const check = checkFlow(flowOf(event, given, text), catalog);
    return check.status === "invalid" ? check.problems : [];
  };
  const doubts = (event: string, given: object, text: string) => {
    const check = checkFlow(flowOf(event, given, text), catalog);
    return check.status === "ok" ? check.doubts : ["invalid"];
  };

  test.each([
    ["slack.message.channels", "${trigger.body.txt}", 'has no "txt"; nearest: "text"'],
    ["slack.message.channels", "${trigger.text}", '"trigger" has no "text"; it has: body'],
    ["slack.message.channels", "${trigger.body.text.bold}", "has nothing below it"],
    ["gmail.message.received", "${trigger.body.recipients.name}", "is a list; take one entry"],
    ["hubspot.deal.creation", "${trigger.body.dealname}", "it has: objectId, occurredAt, deal"],
    ["hubspot.deal.creation", "${trigger.body.deal.dealName}", 'nearest: "dealname"'],
    ["salesforce.lead.created", "${trigger.body.Name}", 'has no "Name" but "name"'],
  ])("%s: %s", (event, text, message) => {
    const found = problems(event, {}, text);
    expect(found).toEqual([
      { where: "steps.post.with.text", message: expect.stringContaining(message) },
    ]);
  });

  test("where a payload is open, a member may be right; records take any name", () => {
    const given = { object: "Account" };
    expect(doubts("salesforce.record.changed", given, "${trigger.body.Industry}")).toEqual([
      { where: "steps.post.with.text", message: expect.stringContaining("is not among") },
    ]);
    expect(doubts("notion.page.created", {}, "${trigger.body.properties.Owner}")).toEqual([]);
    const row = '${trigger.body.values["First name"]}';
    expect(doubts("googlesheets.row.added", { spreadsheetId: "1" }, row)).toEqual([]);
  });

  test("a condition that it does not take is wrong, one that it needs is asked for", () => {
    expect(problems("slack.message.channels", { chanel: "#x" }, "Hi")).toEqual([
      {
        where: "trigger.with.chanel",
        message: expect.stringMatching(/no condition "chanel".*channel, from, contains, text/),
      },
    ]);
    expect(doubts("googleforms.response.submitted", {}, "Hi")).toEqual([
      {
        where: "trigger.with",
        message: expect.stringContaining("give formId or url or id"),
      },
    ]);
    expect(doubts("googleforms.response.submitted", { url: "https://x" }, "Hi")).toEqual([]);
  });
});

test("what is read of an event has the type that its payload gives it", () => {
  const code = (id: string) => samples.find((one) => one.id === id)?.code ?? "";
  expect(code("tiktok.video.new")).toMatch(
    /body: \{[^}]*title\?: string;[^}]*views\?: number;[^}]*\} \| null;/s,
  );
  expect(code("hubspot.deal.creation")).toMatch(
    /deal: \{[^}]*id: string;[^}]*dealname\?: string \| null;/s,
  );
  expect(code("slack.message.channels")).toContain('${trigger.body?.text ?? ""}');
});
