import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { defineProvider } from "../../src/catalog/provider.ts";
import { connectors } from "../../src/connectors/index.ts";
import { exportTarget } from "../../src/contract/function-transfer.ts";
import { createExporter } from "../../src/functions/export/export.ts";
import { acme, acmeProvider } from "../../src/runs/broker/acme.fixture.ts";
import { exporter, exporterOptions, ofCode, versionOf } from "../clients/export-harness.ts";

/** What exports hold, for every connector and every target. */
const code = "export default { fetch: () => new Response() };\n";
const targets = exportTarget.options;

async function textOf(path: string, ...given: Parameters<typeof exporter.files>): Promise<string> {
  const files = await exporter.files(...given);
  const found = files.find((file) => file.path === path);
  if (!found) throw new Error(`No ${path} among ${files.map((file) => file.path).join(", ")}`);
  return found.text;
}

describe.each(connectors.filter(({ id }) => id !== "ai"))("$id", ({ operations }) => {
  const approvals = operations.map(({ id, scopes }) => ({
    operation: id,
    token: scopes.bot ? ("bot" as const) : ("user" as const),
  }));

  test.each(targets)("all its operations go to %s", async (target) => {
    const version = ofCode("all", code, approvals);
    const files = await exporter.files([version], target);
    const broken = files.filter(
      ({ path, text }) => path.endsWith(".ts") && parseSync(path, text).errors.length > 0,
    );
    expect(broken).toEqual([]);
    const adapter = files.find(
      ({ path }) => /credentials\.ts|entry\.ts/.test(path) && path !== "entry.ts",
    );
    for (const { id } of operations) expect(adapter?.text).toContain(`// ${id}\n`);
    expect(files.some(({ path }) => path === "README.md")).toBe(true);
  });

  test.each(["deno", "cloudflare", "node"] as const)(
    "its file goes to %s as it is",
    async (target) => {
      expect(await textOf("entry.ts", [ofCode("all", code, approvals)], target)).toBe(code);
    },
  );
});

describe("what cannot be taken elsewhere", () => {
  test.each(targets)("a step of AI to %s", async (target) => {
    const version = ofCode("sum", code, [{ operation: "ai.generateText", token: "user" }]);
    await expect(exporter.files([version], target)).rejects.toThrow(
      /ai\.generateText, which Patchbay answers itself/,
    );
  });

  test.each(["deno", "cloudflare", "node"] as const)("Base44's SDK to %s", async (target) => {
    const version = ofCode(
      "sdk",
      `import { createClientFromRequest } from "npm:@base44/sdk@0.8.6";\n${code}`,
    );
    await expect(exporter.files([version], target)).rejects.toThrow(
      /imports npm:@base44\/sdk@0\.8\.6/,
    );
  });

  test("a secret that does not exist", async () => {
    const version = ofCode("secret", `${code}// {{secrets.NOBODY}}`);
    await expect(exporter.files([version], "node")).rejects.toThrow(
      /secret NOBODY, which does not exist/,
    );
  });
});

describe("accounts", () => {
  const version = ofCode("copies", code, [
    { operation: "slack.conversations.history", token: "bot", account: "support" },
    { operation: "slack.chat.postMessage", token: "bot", account: "sales-eu" },
    { operation: "notion.search", token: "user" },
  ]);

  test.each(["deno", "cloudflare", "node"] as const)("have a token each: %s", async (target) => {
    const text = await textOf("credentials.ts", [version], target);
    expect(text).toContain('variables: ["SLACK_SUPPORT_BOT_TOKEN"]');
    expect(text).toContain('variables: ["SLACK_SALES_EU_BOT_TOKEN"]');
    expect(text).toContain('variables: ["NOTION_TOKEN"]');
    expect(text).toContain('headers.delete("patchbay-account")');
    const readme = await textOf("README.md", [version], target);
    expect(readme).toContain("Patchbay-Account: support");
    expect(readme).toContain("never sent");
  });

  test("take no connection of Base44's, which has one of a type", async () => {
    const files = await exporter.files([version], "base44");
    const entry = files.find(({ path }) => path.endsWith("entry.ts"));
    expect(entry?.text).toContain('variables: ["SLACK_SUPPORT_BOT_TOKEN"]');
  });

  test.each(targets)("of whoever calls do not go to %s", async (target) => {
    const own = ofCode("mine", code, [
      { operation: "slack.chat.postMessage", token: "bot", account: "user" },
    ]);
    await expect(exporter.files([own], target)).rejects.toThrow(/account of whoever calls it/);
  });
});

describe("credentials", () => {
  test("of Slack's two kinds have a name each", async () => {
    const version = ofCode("two", code, [
      { operation: "slack.chat.postMessage", token: "bot" },
      { operation: "slack.search.messages", token: "user" },
    ]);
    const readme = await textOf("README.md", [version], "deno");
    expect(readme).toContain("`SLACK_BOT_TOKEN` or `SLACK_TOKEN`");
    expect(readme).toContain("`SLACK_USER_TOKEN` or `SLACK_TOKEN`");
    const base44 = (await exporter.files([version], "base44")).map(({ path }) => path);
    expect(base44).toContain("base44/connectors/slack.jsonc");
    expect(base44).toContain("base44/connectors/slackbot.jsonc");
  });

  test("are said with the scopes that each needs", async () => {
    const version = await versionOf({
      name: "announce",
      steps: [
        { id: "events", use: "googlecalendar.events.list", with: { calendarId: "primary" } },
        { id: "post", use: "slack.chat.postMessage", with: { channel: "#general", text: "Hi" } },
      ],
    });
    const readme = await textOf("README.md", [version], "node");
    const [calendar] = version.permissions;
    expect(calendar?.scopes).toHaveLength(1);
    expect(readme).toMatch(
      new RegExp(`GOOGLE_TOKEN\`.*\`${calendar?.scopes[0]?.replaceAll(".", "\\.")}\``),
    );
    expect(readme).toMatch(/SLACK_BOT_TOKEN`.*`chat:write`/);
  });

  test("that the code reads itself are said too", async () => {
    const own = `export default () => new Response(Deno.env.get("OWN_KEY") + "{{secrets.ACME_KEY}}");`;
    const readme = await textOf("README.md", [ofCode("own", own)], "cloudflare");
    expect(readme).toMatch(/`OWN_KEY` +\| Read by the code itself/);
    expect(readme).toMatch(
      /`ACME_KEY` +\| The secret of that name, which goes to `slack.com` only/,
    );
  });

  test("go to the account's own address at Salesforce", async () => {
    const version = ofCode("crm", code, [{ operation: "salesforce.query", token: "user" }]);
    expect(await textOf("credentials.ts", [version], "node")).toContain(
      'instance: "SALESFORCE_INSTANCE_URL"',
    );
    expect(await textOf("README.md", [version], "node")).toContain("SALESFORCE_INSTANCE_URL");
  });

  test.each([
    [
      "a key in a header",
      { kind: "key", in: "header", name: "x-api-key", prefix: "" },
      "The key of Acme",
    ],
    [
      "a key in the query",
      { kind: "key", in: "query", name: "key", prefix: "" },
      "The key of Acme",
    ],
    [
      "a user name and password",
      { kind: "basic", in: "header", name: "authorization", prefix: "Basic " },
      "base64",
    ],
  ] as const)("of a tool of the user's: %s", async (_, key, said) => {
    const provider = defineProvider({ ...acmeProvider, key });
    const own = createExporter({ ...exporterOptions, catalog: createCatalog([acme], [provider]) });
    const version = ofCode("own", code, [{ operation: "acme.items.list", token: "user" }]);
    for (const target of targets) {
      const files = await own.files([version], target);
      const text = files.map((file) => file.text).join("\n");
      expect(text).toContain(
        `key: { in: "${key.in}", name: "${key.name}", prefix: "${key.prefix}" }`,
      );
      expect(text).toContain('variables: ["ACME_KEY"]');
      expect(text).toContain(said);
    }
  });
});

describe("a schedule", () => {
  const scheduled = (trigger: object) =>
    versionOf({
      name: "daily",
      trigger: { type: "schedule", ...trigger },
      steps: [
        { id: "post", use: "slack.chat.postMessage", with: { channel: "#general", text: "Hi" } },
      ],
    });
  const weekdays = { cron: "0 9 * * 1-5", timezone: "Europe/Berlin" };

  test("is Deno's cron", async () => {
    const version = await scheduled(weekdays);
    expect(await textOf("main.ts", [version], "deno")).toContain(
      'Deno.cron("daily", "0 9 * * MON,TUE,WED,THU,FRI"',
    );
    expect(JSON.parse(await textOf("deno.json", [version], "deno"))).toMatchObject({
      unstable: ["cron"],
    });
    expect(await textOf("README.md", [version], "deno")).toContain(
      "`0 9 * * 1-5` in Europe/Berlin",
    );
    expect(await textOf("README.md", [version], "deno")).toContain("UTC only: change the hours");
  });

  test("is a Cron Trigger", async () => {
    const version = await scheduled(weekdays);
    const config = JSON.parse(await textOf("wrangler.jsonc", [version], "cloudflare"));
    expect(config.triggers).toEqual({ crons: ["0 9 * * MON,TUE,WED,THU,FRI"] });
    expect(await textOf("worker.ts", [version], "cloudflare")).toContain("async scheduled()");
  });

  test("is an automation of Base44's", async () => {
    const version = await scheduled(weekdays);
    const text = await textOf("base44/functions/daily/function.jsonc", [version], "base44");
    expect(JSON.parse(text.replace(/^\/\/.*\n/, ""))).toMatchObject({
      name: "daily",
      entry: "entry.ts",
      automations: [{ type: "scheduled", schedule_type: "cron", cron_expression: "0 9 * * 1-5" }],
    });
  });

  test("is a line of crontab for Node", async () => {
    const version = await scheduled(weekdays);
    expect(await textOf("README.md", [version], "node")).toContain("0 9 * * 1-5 curl");
  });

  test("that a target does not take is said", async () => {
    const version = await scheduled({ cron: "0 9 * * 5#2" });
    expect(await textOf("main.ts", [version], "deno")).not.toContain("Deno.cron");
    expect(await textOf("README.md", [version], "deno")).toContain("nothing starts it");
  });
});

test("scopes of several functions of one connector are merged for Base44", async () => {
  const post = await versionOf({
    name: "post",
    steps: [{ id: "post", use: "slack.chat.postMessage", with: { channel: "C1", text: "Hi" } }],
  });
  const list = await versionOf({
    name: "list",
    steps: [{ id: "list", use: "slack.users.list", with: {} }],
  });
  const text = await textOf("base44/connectors/slackbot.jsonc", [post, list], "base44");
  expect(JSON.parse(text.replace(/^\/\/.*\n/, ""))).toEqual({
    type: "slackbot",
    scopes: ["chat:write", "users:read"],
  });
});

test("code with Base44's SDK goes back there as it is, with the connection that it asks for", async () => {
  const own = `import { createClientFromRequest } from "npm:@base44/sdk@0.8.6";
Deno.serve(async (request) => {
  const { accessToken } = await createClientFromRequest(request).asServiceRole.connectors.getConnection("slack");
  return fetch("https://slack.com/api/chat.postMessage", { method: "POST", headers: { authorization: \`Bearer \${accessToken}\` } });
});
`;
  const version = {
    ...ofCode("sdk", own, [{ operation: "slack.chat.postMessage", token: "bot" }]),
    permissions: [{ connector: "slack", scopes: ["chat:write"] }],
  };
  expect(await textOf("base44/functions/sdk/entry.ts", [version], "base44")).toBe(own);
  expect(await textOf("base44/connectors/slack.jsonc", [version], "base44")).toContain(
    "chat:write",
  );
});

test("words of people are words in the README, and nothing else", async () => {
  const version = await versionOf({
    name: "words",
    description: "# Title <script>alert(1)</script> [link](https://evil.test) | `code`\n\n## More",
    steps: [{ id: "post", use: "slack.chat.postMessage", with: { channel: "C1", text: "Hi" } }],
  });
  for (const target of targets) {
    const readme = await textOf("README.md", [version], target);
    expect(readme).not.toMatch(/<script>|(?<!\\)\]\(https:\/\/evil|^# Title|^## More/m);
    expect(readme).toContain("alert");
  }
});
