import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** Functions out of one Patchbay and into another, and from the layouts that others have. */
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const example = (file: string) =>
  readFileSync(new URL(`../../generated-functions/example/${file}`, import.meta.url), "utf8");
const post = (text: string, method = "chat.postMessage") => `export default {
  async fetch(): Promise<Response> {
    const body = new URLSearchParams({ channel: "#general", text: ${JSON.stringify(text)} });
    const answer = await fetch("https://slack.com/api/${method}", { method: "POST", body });
    return Response.json(await answer.json());
  },
};
`;

type File = { path: string; text: string };
const filesOf = (texts: Readonly<Record<string, string>>): File[] =>
  Object.entries(texts).map(([path, text]) => ({ path, text }));

async function take(files: File[], more: object = {}, into = server): Promise<any> {
  return (await into.json("/api/functions/import", "POST", { files, ...more })).body;
}
const exported = async (path: string): Promise<any> => (await server.json(`/api/${path}`)).body;

describe("a project of Base44's", () => {
  const project = (text: string) =>
    filesOf({
      "base44/config.jsonc": '// ours\n{ "name": "Shop", }',
      "base44/functions/orders/process/entry.ts": post(text),
      "base44/functions/orders/process/function.jsonc": `{
        // when it runs
        "automations": [{ "type": "scheduled", "name": "nightly", "schedule_mode": "recurring", "schedule_type": "cron", "cron_expression": "0 2 * * *" }],
      }`,
      "base44/functions/plain/entry.js": "export default { fetch: () => new Response('ok') };\n",
      "base44/connectors/slackbot.jsonc": '{ "type": "slackbot", "scopes": ["channels:read"] }',
      "base44/connectors/airtable.jsonc": '{ "type": "airtable", "scopes": ["data.records:read"] }',
    });

  test("says what it would do, and saves nothing", async () => {
    const answer = await take(project("Dry"), { dryRun: true });
    expect(answer.functions).toMatchObject([
      {
        name: "orders-process",
        path: "base44/functions/orders/process/entry.ts",
        status: "created",
        base: 0,
        operations: ["slack.chat.postMessage"],
        permissions: [{ connector: "slack", scopes: ["chat:write"] }],
        declared: [
          { connector: "slack", scopes: ["channels:read"] },
          { connector: "airtable", scopes: ["data.records:read"] },
        ],
        lacking: [{ connector: "slack", scopes: ["chat:write"] }],
        notes: [
          'The schedule "nightly" (0 2 * * *) was left out: only code is taken over. Add what starts it under Automations.',
        ],
      },
      { name: "plain", status: "created", operations: [], lacking: [] },
    ]);
    expect(answer.connectors).toEqual([
      { type: "slackbot", connector: "slack", scopes: ["channels:read"] },
      { type: "airtable", connector: null, scopes: ["data.records:read"] },
    ]);
    expect((await server.json("/api/functions/orders-process")).status).toBe(404);
  });

  test("makes versions, and another only where the code is another", async () => {
    const first = await take(project("One"));
    expect(first.functions[0]).toMatchObject({ status: "created", base: 0, version: 1 });
    const again = await take(project("One"));
    expect(again.functions[0]).toMatchObject({ status: "unchanged", base: 1, version: 1 });
    const changed = await take(project("Two"));
    expect(changed.functions[0]).toMatchObject({ status: "changed", base: 1, version: 2 });
    expect(changed.functions[1]).toMatchObject({ status: "unchanged" });
    const kept = await server.json("/api/functions/orders-process/versions/1");
    expect(kept.body).toMatchObject({ code: post("One"), madeBy: { what: "import", via: "api" } });
  });

  test("finds a function that was renamed since", async () => {
    const files = filesOf({ "base44/functions/old/entry.ts": post("Old") });
    await take(files);
    await server.json("/api/functions/old/rename", "POST", { name: "renamed" });
    expect((await take(files)).functions).toMatchObject([
      { name: "renamed", status: "unchanged", notes: ['"old" is called "renamed" here.'] },
    ]);
  });

  test("may have its folders elsewhere, below another, or without the prefix", async () => {
    const answer = await take(
      filesOf({
        "shop/base44/config.json": '{ "functionsDir": "server/fns", "connectorsDir": "tools" }',
        "shop/base44/server/fns/elsewhere/entry.ts": post("Elsewhere"),
        "shop/base44/tools/slack.jsonc": '{ "type": "slack", "scopes": ["chat:write"] }',
        "shop/src/App.jsx": "export default () => null;",
      }),
      { dryRun: true },
    );
    expect(answer.functions).toMatchObject([{ name: "elsewhere", declared: [], lacking: [] }]);
    const bare = await take(filesOf({ "functions/bare/entry.ts": post("Bare") }), { dryRun: true });
    expect(bare.functions).toMatchObject([{ name: "bare", status: "created" }]);
  });

  test("is refused one function at a time", async () => {
    const answer = await take(
      filesOf({
        "base44/functions/good/entry.ts": post("Good"),
        "base44/functions/bad/entry.ts": post("Bad", "no.such.method"),
        "base44/functions/broken/entry.ts": "export default {",
        "base44/functions/config/entry.ts": post("x"),
        "base44/functions/config/function.jsonc": '{\n  "name": }',
        "base44/functions/lost/function.jsonc": '{ "entry": "main.ts" }',
        "base44/functions/v1.2/entry.ts": post("x"),
        "base44/functions/a/b/entry.ts": post("x"),
        "base44/functions/a-b/entry.ts": post("x"),
        "base44/functions/node_modules/x/entry.ts": post("x"),
      }),
    );
    const told = answer.functions.map(({ name, status, problems }: any) => [
      name,
      status,
      problems[0]?.message,
    ]);
    expect(told).toEqual([
      ["good", "created", undefined],
      ["bad", "refused", expect.stringContaining("no operation")],
      ["broken", "refused", expect.any(String)],
      ["config", "refused", expect.stringContaining("config/function.jsonc: it is no JSON")],
      ["lost", "refused", expect.stringContaining("lost/main.ts, which is not among the files")],
      ["v1.2", "refused", expect.stringContaining('cannot be called "v1.2"')],
      ["a-b", "created", undefined],
      ["a-b", "refused", expect.stringContaining("Another function of this import")],
    ]);
    expect(answer.functions[3].problems[0]).toMatchObject({ line: 2 });
    expect((await server.json("/api/functions/good")).status).toBe(200);
    expect((await server.json("/api/functions/bad")).status).toBe(404);
  });
});

describe("a function of several files", () => {
  const files = {
    "functions/report/entry.ts": `import { send } from "./send.js";
import words from "../../shared/words.json";
export default { fetch: async (): Promise<Response> => Response.json(await send(words.hello)) };
`,
    "functions/report/send.ts": `import { address } from "../../shared";
export async function send(text = ""): Promise<unknown> {
  const body = new URLSearchParams({ channel: "#general", text });
  const answer = await fetch("https://slack.com/api/chat.postMessage", { method: "POST", body });
  return [address, await answer.json()];
}
`,
    "functions/report/unused.ts": "export const never = 1;",
    "shared/index.ts": 'export const address = "shared";',
    "shared/words.json": '{ "hello": "Hello from two folders" }',
  };

  test("becomes one, and says of what", async () => {
    const { functions } = await take(filesOf(files));
    expect(functions).toMatchObject([
      { name: "report", status: "created", operations: ["slack.chat.postMessage"] },
    ]);
    const [note] = functions[0].notes;
    expect(note).toContain("functions/report/send.ts");
    expect(note).not.toContain("unused");
    const { code } = (await server.json("/api/functions/report")).body;
    expect(code).toContain("Hello from two folders");
    expect(code).not.toMatch(/^import/m);
  });

  test("names what it lacks", async () => {
    const { "shared/index.ts": _, ...rest } = files;
    const { functions } = await take(filesOf(rest), { dryRun: true });
    expect(functions[0]).toMatchObject({
      status: "refused",
      problems: [
        { message: expect.stringContaining("functions/report/send.ts imports ../../shared") },
      ],
    });
  });

  test("reads nothing but what was given", async () => {
    const { functions } = await take(
      filesOf({
        "functions/spy/entry.ts": `import secrets from "../../../../../../etc/hostname";
import own from "/etc/hostname";
export default { fetch: () => new Response(String(secrets) + String(own)) };`,
      }),
    );
    expect(functions[0].status).toBe("refused");
    expect(functions[0].problems[0].message).toContain("not among the files");
  });
});

describe("a folder of Patchbay's own", () => {
  test("brings back a function with its flow", async () => {
    const { functions } = await take(
      filesOf({
        "generated-functions/postToProductUpdates/entry.ts": example("entry.ts"),
        "generated-functions/postToProductUpdates/function.jsonc": example("function.jsonc"),
      }),
    );
    expect(functions).toMatchObject([
      { name: "postToProductUpdates", status: "created", version: 1 },
    ]);
    const { body } = await server.json("/api/functions/postToProductUpdates");
    expect(body).toMatchObject({
      origin: "flow",
      code: example("entry.ts"),
      prompt: "Send a Slack message to #product-updates when this function runs",
      madeBy: { what: "import" },
    });
  });

  test("keeps a hand's change on top of the flow", async () => {
    const changed = example("entry.ts").replace("Hello from Patchbay", "Hello from me");
    const config = example("function.jsonc").replaceAll("postToProductUpdates", "changedPost");
    const { functions } = await take(
      filesOf({ "changedPost/entry.ts": changed, "changedPost/function.jsonc": config }),
    );
    expect(functions).toMatchObject([{ name: "changedPost", status: "created", version: 2 }]);
    const { body } = await server.json("/api/functions/changedPost");
    expect(body).toMatchObject({ origin: "hand", code: changed, flow: { name: "changedPost" } });
  });

  test("says why a flow is left out", async () => {
    const { functions } = await take(
      filesOf({
        "other/entry.ts": post("Other"),
        "other/function.jsonc": example("function.jsonc").replace(
          '"name": "postToProductUpdates"',
          '"name": "other"',
        ),
      }),
    );
    expect(functions[0].notes).toEqual([expect.stringContaining("Its flow was left out")]);
    expect(functions[0].status).toBe("created");
  });
});

describe("a single file", () => {
  test("is called what the request says", async () => {
    const files = filesOf({ "entry.ts": post("Single") });
    expect((await take(files, { name: "single" })).functions).toMatchObject([
      { name: "single", status: "created" },
    ]);
    const unnamed = await take(files);
    expect(unnamed.functions[0].problems[0].message).toContain("has no name");
  });
});

describe("what cannot be imported", () => {
  const ok = post("x");
  test.each([
    ["a way out", filesOf({ "../x/entry.ts": ok }), "leads out of the folder"],
    ["a way out in the middle", filesOf({ "a/../../x/entry.ts": ok }), "leads out of the folder"],
    ["an absolute path", filesOf({ "/etc/entry.ts": ok }), "is absolute"],
    ["a drive", filesOf({ "C:/x/entry.ts": ok }), "is absolute"],
    ["a backslash", filesOf({ "x\\..\\entry.ts": ok }), "backslash"],
    ["an empty part", filesOf({ "x//entry.ts": ok }), "empty part"],
    ["a hidden character", filesOf({ "x\u202e/entry.ts": ok }), "nobody sees"],
    [
      "the same path in other letters",
      filesOf({ "x/entry.ts": ok, "X/entry.ts": ok }),
      "there twice",
    ],
    ["nothing of use", filesOf({ "README.md": "Hello" }), "no function among these files"],
    ["too much", filesOf({ "x/entry.ts": " ".repeat(8 * 1024 * 1024 + 1) }), "larger than 8 MB"],
    [
      "a project that leads out",
      filesOf({ "base44/config.jsonc": '{"functionsDir": "../../x"}', "base44/x.ts": "" }),
      "leads out of the project",
    ],
  ])("%s", async (_, files, message) => {
    const answer = await take(files);
    expect(answer).toMatchObject({ status: 422, detail: expect.stringContaining(message) });
  });

  test("more files than anybody needs", async () => {
    const many = Array.from({ length: 1_001 }, (_, index) => ({ path: `${index}.ts`, text: "" }));
    expect(await take(many)).toMatchObject({ status: 400, where: "files" });
  });
});

describe("there and back", () => {
  let other: TestServer;
  beforeAll(async () => {
    other = await startServer();
    await server.json("/api/functions/roundTrip", "PUT", { code: example("entry.ts") });
    await server.json("/api/functions/lists", "PUT", { code: post("List", "conversations.list") });
  });
  afterAll(() => other.close());

  test("through Base44 a function is what it was", async () => {
    const { files } = await exported("export?target=base44&names=roundTrip,lists");
    expect(files.map(({ path }: File) => path)).toEqual([
      "base44/functions/roundTrip/entry.ts",
      "base44/functions/roundTrip/function.jsonc",
      "base44/functions/lists/entry.ts",
      "base44/functions/lists/function.jsonc",
      "base44/connectors/slackbot.jsonc",
      "README.md",
    ]);
    const back = await take(files, {}, other);
    expect(back.functions).toMatchObject([
      {
        name: "roundTrip",
        status: "created",
        declared: [],
        lacking: [],
        operations: ["slack.chat.postMessage"],
      },
      { name: "lists", status: "created", declared: [], lacking: [] },
    ]);
    const { body } = await other.json("/api/functions/roundTrip");
    expect(body.code).toBe(example("entry.ts"));
    expect((await take(files)).functions).toMatchObject([
      { status: "unchanged" },
      { status: "unchanged" },
    ]);
  });

  test("whose account it acts with stays too", async () => {
    const asUser = example("function.jsonc")
      .replaceAll("postToProductUpdates", "asUser")
      .replace('"use": "slack', '"as": "user",\n        "use": "slack');
    await take(
      filesOf({ "asUser/entry.ts": example("entry.ts"), "asUser/function.jsonc": asUser }),
    );
    const { files } = await exported("functions/asUser/export?target=base44");
    expect(files.map(({ path }: File) => path)).toContain("base44/connectors/slack.jsonc");
    await take(files, {}, other);
    const again = await other.json("/api/functions/asUser/export?target=base44");
    const code = (of: File[]) => of.filter(({ path }) => path.startsWith("base44/"));
    expect(code(again.body.files)).toEqual(code(files));
  });

  test("what was imported runs, once its account is connected", async () => {
    const requests = await other.json("/api/functions/roundTrip/connection-requests", "POST");
    for (const { id } of requests.body.requests) await connect(other, id);
    const run = await other.json("/api/functions/roundTrip/run", "POST", {
      input: { text: "There and back" },
    });
    expect(run.body).toMatchObject({ status: "succeeded", output: { ts: expect.any(String) } });
  });

  test("several servers stand in a folder each", async () => {
    const { files } = await exported("export?target=node&names=roundTrip,lists");
    const paths = files.map(({ path }: File) => path);
    expect(paths).toContain("roundTrip/main.ts");
    expect(paths).toContain("lists/credentials.ts");
  });

  test("an unknown target is told which there are", async () => {
    const answer = await exported("functions/roundTrip/export?target=lambda");
    expect(answer.status).toBe(400);
    for (const target of ["deno", "cloudflare", "node", "base44"])
      expect(answer.detail).toContain(target);
  });
});
