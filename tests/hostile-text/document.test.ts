import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { acmeDocument, imitations, refused, unseen, worded } from "./documents.ts";
import { type Ground, createGround } from "./ground.ts";

/** An imported document is data: it says what its own tool can do, and nothing about anything else. */
let ground: Ground;
let before: unknown;

beforeAll(async () => {
  ground = await createGround();
  before = await planned("Send a Slack message to #general saying hi");
});
afterAll(() => ground.close());
afterEach(() => ground.server.json("/api/integrations/acme", "DELETE"));

async function planned(prompt: string) {
  const { body } = await ground.server.json("/api/plan", "POST", { prompt });
  const { id: _, ms: __, ...plan } = body;
  return plan;
}

const post = (path: string, document: object, more: object = {}) =>
  ground.server.json(path, "POST", { document: JSON.stringify(document), ...more });

const add = (document: object, more: object = {}) =>
  post("/api/integrations", document, {
    id: "acme",
    name: "Acme",
    operations: ["listOrders"],
    client: { id: "ours", secret: "client-s3cret" },
    ...more,
  });

async function shipped() {
  const { body } = await ground.server.json("/api/connectors");
  return body.connectors.filter(({ id }: any) => id !== "acme");
}

describe.each(worded)("catalog: $id", ({ poison }) => {
  test("changes nothing but its own tool", async () => {
    const others = await shipped();
    const document = acmeDocument();
    poison(document);
    const preview = (await post("/api/integrations/preview", document)).body;
    const operations = preview.operations.map(({ name }: any) => name);
    expect((await add(document, { operations })).status).toBe(200);

    expect(await shipped()).toEqual(others);
    const { body: own } = await ground.server.json("/api/connectors/acme");
    expect(own.operations).toHaveLength(1);
    for (const operation of own.operations) {
      expect(operation.id).toMatch(/^acme\.[\w.-]+$/);
      expect(operation).toMatchObject({ kind: "read", method: "GET", host: "api.acme.example" });
      expect(operation.docs).toMatch(/^https:/);
    }
    expect(await planned("Send a Slack message to #general saying hi")).toEqual(before);
    for (const words of [preview.title, own.description, own.name, operationWords(own)])
      expect(words).not.toMatch(/[^\P{Cc}\n]|[\u200b\u2028\u202a-\u202e\u2066-\u2069]|\u{e0041}/u);
  });
});

/** What a person reads of a tool. */
function operationWords(own: any): string {
  const sentences = own.scopes.map(({ sentence }: any) => sentence);
  return [...own.operations.map(({ title }: any) => title), ...sentences].join("\n");
}

describe.each(refused)("catalog: $id", ({ poison, because }) => {
  test("is not used", async () => {
    const document = acmeDocument();
    poison(document);
    const { body } = await post("/api/integrations/preview", document, { scheme: "none" });
    const secured = await post("/api/integrations/preview", document);
    const why = [body, secured.body].flatMap(({ operations = [] }) =>
      operations.map(({ unsupported }: any) => unsupported),
    );
    expect(why).toContain(because);
    expect((await add(document)).status).toBe(422);
    expect((await ground.server.json("/api/connectors/acme")).status).toBe(404);
  });
});

describe("who it says it is", () => {
  test.each(imitations)("%s reads like a tool of the catalog", async (name) => {
    const { status, body } = await add(acmeDocument(), { name });
    expect([status, body.where]).toEqual([422, "name"]);
  });

  test.each(unseen)("%j has signs that are not seen", async (name) => {
    expect((await add(acmeDocument(), { name })).status).toBe(400);
  });

  test.each(["Slacker", "Notional", "Acme for Slack", "Bücher", "注文"])(
    "%s is a name of its own",
    async (name) => {
      expect((await add(acmeDocument(), { name })).status).toBe(200);
    },
  );

  test.each(["slack", "google", "gmail", "notion", "hubspot", "salesforce", "linkedin", "tiktok"])(
    "%s is an id that is taken",
    async (id) => {
      const others = await shipped();
      const { status, body } = await add(acmeDocument(), { id });
      expect([status, body.where]).toEqual([422, "id"]);
      expect(await shipped()).toEqual(others);
    },
  );
});

test.each([
  "javascript:alert(1)",
  "file:///etc/passwd",
  "https://user:password@api.acme.example",
  "https://api.acme.example/*",
  "https://api.acme.example/?x=1",
])("%j is no server", async (url) => {
  const document = acmeDocument();
  document.servers = [{ url }];
  const { body } = await post("/api/integrations/preview", document);
  expect(body.servers).toEqual([]);
  expect((await add(document)).status).toBe(422);
  expect((await add(acmeDocument(), { server: url })).status).toBe(422);
});

test("docs of another scheme are not linked to", async () => {
  const document = acmeDocument();
  document.externalDocs.url = "javascript:alert(1)";
  Object.assign(Object(document.paths["/orders"]?.["get"]), {
    externalDocs: { url: "javascript:alert(1)" },
  });
  expect((await add(document)).status).toBe(200);
  const { body } = await ground.server.json("/api/connectors/acme");
  expect(JSON.stringify(body)).not.toContain("javascript:");
});

test("nothing that was sent, logged or stored holds a credential", async () => {
  expect(await ground.leaks()).toEqual([]);
});
