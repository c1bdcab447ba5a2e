import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { createCatalog } from "../../src/catalog/catalog.ts";
import type { Operation } from "../../src/catalog/operation.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import { usesOf } from "../../src/flow/uses.ts";
import { createRenderer } from "../../src/functions/render.ts";
import { createBroker } from "../../src/runs/broker/broker.ts";
import { createDryRun } from "../../src/runs/dry-run/dry-run.ts";
import type { Approval } from "../../src/store/function-version.ts";
import { sampleFlows } from "./sample-flow.ts";

/** The code of every operation that writes, run in a dry run: it ends well, and nothing leaves. */
const catalog = createCatalog(connectors, providers);
const renderer = createRenderer({
  catalog,
  templatesDir: fileURLToPath(new URL("../../templates", import.meta.url)),
});
const clock = { now: () => Date.UTC(2026, 10, 23, 9) };
const folder = mkdtempSync(join(tmpdir(), "patchbay-dry-"));
const writes = catalog.operations.filter(({ kind }) => kind !== "read");
const sent: string[] = [];

afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => void sent.splice(0));
afterEach(() => vi.unstubAllGlobals());

/** What a read answers that code looks into before it writes. */
const answers: readonly (readonly [RegExp, unknown])[] = [
  [/conversations\.list/, { ok: true, channels: [{ id: "C1", name: "sample" }] }],
  [/users\.list/, { ok: true, members: [{ id: "U1", name: "sample" }] }],
  [/users\/me\/labels$/, { labels: [{ id: "L1", name: "sample" }] }],
  [/creator_info/, { data: { privacy_level_options: ["SELF_ONLY"] }, error: { code: "ok" } }],
  [/\/describe$/, { label: "Lead", fields: salesforceFields() }],
  [/userinfo$/, { sub: "me" }],
  [/\/v4\/spreadsheets\/[^/]+\/values\//, { values: [["name"]] }],
  [/\/v4\/spreadsheets\//, { sheets: [{ properties: { sheetId: 1, title: "Deals" } }] }],
  [/\/v1\/(?:data_sources|pages)\//, { id: "t", properties: { name: { type: "rich_text" } } }],
  [/\/v1\/databases\//, { data_sources: [{ id: notionId() }] }],
];

function salesforceFields() {
  const { shape = {} } = catalog.find("salesforce.sobjects.create")?.input ?? {};
  const may = { createable: true, updateable: true, nillable: true };
  return Object.keys(shape).map((name) => ({ name, label: name, ...may }));
}

/** A dry run whose calls are those of this process; what leaves and is no read is kept in `sent`. */
function openRun(operations: readonly string[]) {
  const dryRun = createDryRun(clock);
  const scopes = connectors.flatMap((one) => one.scopes.map(({ scope }) => scope));
  const broker = createBroker({
    catalog,
    clock,
    secretOf: async () => ({ status: "unknown" }),
    credentials: {
      get: async () => ({
        status: "ok",
        accessToken: "an-access-token",
        scopes,
        connectionId: "con_1",
        mode: "live",
        instance: "https://acme.my.salesforce.com",
      }),
      renew: async () => ({ status: "not-connected" }),
    },
    endpointsOf: async () => ({
      mode: "live",
      clientId: "",
      clientSecret: "",
      authorizeUrl: "",
      tokenUrl: "",
    }),
    openOutbound: () => async (url, init) => {
      const read = answers.find(([pattern]) => pattern.test(new URL(url).pathname));
      if (!read && init?.method !== "GET") sent.push(`${init?.method} ${String(url)}`);
      return Response.json(read?.[1] ?? { id: "x", etag: "e" });
    },
  });
  const approvals = [...new Set(operations)].map((operation): Approval => {
    const { scopes: byToken } = catalog.find(operation) ?? {};
    return { operation, token: byToken?.bot ? "bot" : "user" };
  });
  const egress = broker.open({ runId: "run_1", approvals, dryRun }, clock.now() + 60_000);
  vi.stubGlobal("fetch", async (input: string | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    const { method, url, headers } = request;
    const bytes = new Uint8Array(await request.arrayBuffer());
    const body = bytes.length > 0 ? { body: bytes } : {};
    const call = { method, url, headers: [...headers], ...body };
    const answer = await egress.call(call, AbortSignal.timeout(5_000));
    if ("failed" in answer) throw new TypeError(answer.failed);
    const { status, body: content } = answer;
    const head = answer.headers.map(([name, value]): [string, string] => [name, value]);
    const text = content instanceof Uint8Array ? Buffer.from(content).toString() : "";
    return new Response(status === 204 ? null : text, { status, headers: head });
  });
  return { egress, dryRun };
}

function notionId(): string {
  return "0123456789abcdef0123456789abcdef";
}

/** A value that the operation takes for this input. */
function valueFor({ id, input }: Operation, name: string): unknown {
  const special = specials.find(([where]) => where === `${id} ${name}` || where === name);
  if (special) return special[1];
  const schema = z.toJSONSchema(input.shape[name] ?? z.string(), {
    io: "input",
    unrepresentable: "any",
  });
  return sampleOf(schema, id.startsWith("notion.") ? notionId() : "sample");
}

const specials: readonly (readonly [string, unknown])[] = [
  ["start", "2026-12-01"],
  ["end", "2026-12-02"],
  ["due", "2026-12-01"],
  ["post_at", 1_800_000_000],
  ["id", "001A0000006Vm9rIAC"],
  ["resourceName", "people/c1"],
  ["name", "spaces/abc"],
  ["postUrn", "urn:li:share:1"],
  ["entityUrn", "urn:li:share:1"],
  ["actorUrn", "urn:li:person:me"],
  ["uploadUrl", "https://www.linkedin.com/dms-uploads/abc"],
  ["privacy_level", "SELF_ONLY"],
  ["deleteSheet", "Deals"],
  ["record", { name: "x" }],
  ["image", "aGk="],
  ["video", "aGk="],
  ["images", ["aGk=", "aGk="]],
  ["fields", {}],
  [
    "googlesheets.spreadsheets.values.append values",
    [
      ["a", 1],
      ["b", 2],
    ],
  ],
  [
    "salesforce.composite requests",
    [{ method: "POST", path: "sobjects/Account", referenceId: "account", body: { Name: "x" } }],
  ],
];

function sampleOf(schema: any, text: string): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.const !== undefined) return schema.const;
  const branch = (schema.anyOf ?? schema.oneOf)?.find(({ type }: any) => type !== "null");
  if (branch) return sampleOf(branch, text);
  if (schema.type === "array")
    return Array.from({ length: schema.minItems ?? 1 }, () => sampleOf(schema.items ?? {}, text));
  if (schema.type === "object")
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, member]) => [
        name,
        sampleOf(member, text),
      ]),
    );
  if (schema.type === "number" || schema.type === "integer")
    return Math.max(1, schema.minimum ?? 1);
  return schema.type === "boolean" ? true : text;
}

/** What code asks for although the operation does not: given the rest alone it refuses before it writes. */
const needsMore: readonly string[] = [
  "googlesheets.spreadsheets.batchUpdate",
  "googlesheets.spreadsheets.values.append",
  "googlecontacts.people.updateContact",
  "notion.blocks.children.append",
  "notion.comments.create",
  "notion.pages.move",
  "hubspot.crm.notes.create",
  "tiktok.post.publish.video.init",
  "tiktok.post.publish.inbox.video.init",
];

/** Links that HubSpot does not know between two records of a kind. */
const unlinked: Readonly<Record<string, string>> = {
  "hubspot.crm.contacts.create": "contactId",
  "hubspot.crm.deals.create": "dealId",
  "hubspot.crm.companies.create": "companyId",
  "hubspot.crm.tickets.create": "ticketId",
};

describe.each(writes)("$id", (operation) => {
  const { id } = operation;
  test("is held back, answered and told", async () => {
    for (const [index, { flow, marks, isFull }] of sampleFlows(operation).entries()) {
      if (!isFull && needsMore.includes(id)) continue;
      const given = marks.map(
        ([name]) => [name, name === unlinked[id] ? "" : valueFor(operation, name)] as const,
      );
      const { egress, dryRun } = openRun(usesOf(flow, catalog).map((use) => use.operation.id));
      const file = join(folder, `${id}-${index}.ts`);
      writeFileSync(file, await renderer.render(flow, "A sample"));
      const { default: made } = await import(pathToFileURL(file).href);
      const body = JSON.stringify(
        Object.fromEntries(given.map(([name, value]) => [`in_${name}`, value])),
      );
      const response: Response = await made.fetch(
        new Request("http://localhost/", { method: "POST", body }),
      );
      expect({ id, index, said: await response.json(), status: response.status }).toMatchObject({
        status: 200,
      });
      expect(sent).toEqual([]);
      const calls = egress
        .calls()
        .filter(({ operation: of }) => catalog.find(of ?? "")?.kind !== "read");
      expect(calls.map(({ held, attempts }) => ({ held, attempts }))).toEqual(
        calls.map(() => ({ held: true, attempts: 0 })),
      );
      const would = dryRun.would();
      expect(would.map((one) => one.operation)).toContain(id);
      for (const { words } of would) expect(words).not.toMatch(/[{}[\]]|undefined/);
    }
  });
});
