import { existsSync, readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import type { Command } from "commander";
import { PatchbayError } from "../core/errors.ts";
import { integrationShape, previewShape } from "../contract/integration.ts";
import { secretListShape } from "../contract/secret.ts";
import { type WithClient, send } from "./client.ts";
import { type Json, jsonHelp, jsonOption } from "./functions/options.ts";
import { isTerminal, note, say, sayTable, write } from "./terminal.ts";

interface AddOptions extends Json {
  readonly name?: string;
  readonly operations?: readonly string[];
  readonly scheme?: string;
  readonly server?: string;
  readonly header?: readonly string[];
  readonly clientId?: string;
}

/** Tools of one's own, from OpenAPI documents. */
export function integrationCommands(program: Command, withClient: WithClient): void {
  const integrations = program
    .command("integrations")
    .description("Tools of your own, from OpenAPI documents")
    .addHelpText("after", jsonHelp);
  integrations
    .command("preview")
    .description("List what a document holds; changes nothing")
    .argument("<document>", "a file or a web address")
    .option("--scheme <name>", "a way to sign in that the document names")
    .addOption(jsonOption())
    .action((source: string, { scheme, json }: Json & { scheme?: string }) =>
      withClient(async (client) => {
        const body = { ...sourceOf(source), ...(scheme === undefined ? {} : { scheme }) };
        const answer = await send(client, "/api/integrations/preview", "POST", body);
        const preview = previewShape.parse(answer);
        if (json) return write(preview);
        say(`${preview.title}  ${preview.servers.join(" ")}`);
        say(`sign in: ${preview.schemes.map((one) => `${one.scheme} (${one.kind})`).join(", ")}`);
        sayTable(
          preview.operations.map((one) => [
            one.name,
            `${one.method} ${one.path}`,
            one.unsupported ?? one.title,
          ]),
        );
      }),
    );
  integrations
    .command("add")
    .description("Add a tool, or replace one of the same id")
    .argument("<id>", "begins every operation's id")
    .argument("<document>", "a file or a web address")
    .option("--name <name>", "what people call it; the document's title where it is left out")
    .option(
      "--operations <names...>",
      "by their names in the preview; all that can be used where left out",
    )
    .option("--scheme <name>", "a way to sign in that the document names")
    .option("--server <url>", "address of the API")
    .option("--header <header...>", "sent with every call: 'Api-Version: 2'")
    .option("--client-id <id>", "of your OAuth client; its secret is read from standard input")
    .addOption(jsonOption())
    .action((id: string, source: string, options: AddOptions) =>
      withClient(async (client) => {
        const { scheme, server, clientId } = options;
        const choice = scheme === undefined ? {} : { scheme };
        const headers = headersOf(options.header ?? []);
        const given = { ...sourceOf(source), ...choice };
        const preview = previewShape.parse(
          await send(client, "/api/integrations/preview", "POST", given),
        );
        const usable = preview.operations.filter(({ unsupported }) => unsupported === undefined);
        const added = await send(client, "/api/integrations", "POST", {
          ...given,
          id,
          name: options.name ?? preview.title,
          operations: options.operations ?? usable.map(({ name }) => name),
          ...(server === undefined ? {} : { server }),
          ...(headers === undefined ? {} : { headers }),
          ...(clientId === undefined
            ? {}
            : { client: { id: clientId, secret: await readSecret("secret of the client") } }),
        });
        const made = integrationShape.parse(added);
        if (options.json) return write(made);
        say(`${id} is added with ${countOf(made.operations)}.`);
      }),
    );
  integrations
    .command("list")
    .description("List the tools that were added")
    .addOption(jsonOption())
    .action(({ json }: Json) =>
      withClient(async (client) => {
        const answer = await send(client, "/api/integrations", "GET");
        const list = integrationShape.array().parse(Reflect.get(Object(answer), "integrations"));
        if (json) return write(list);
        if (list.length === 0) note("No tool of your own was added.");
        sayTable(list.map((one) => [one.id, one.name, one.server, countOf(one.operations)]));
      }),
    );
  integrations
    .command("remove")
    .description("Remove a tool, with what was connected")
    .argument("<id>")
    .addOption(jsonOption())
    .action((id: string, { json }: Json) =>
      withClient(async (client) => {
        await send(client, `/api/integrations/${encodeURIComponent(id)}`, "DELETE");
        if (json) write({ id, deleted: true });
        else say(`${id} is removed.`);
      }),
    );
}

const countOf = ({ length }: readonly string[]) =>
  length === 1 ? "1 operation" : `${length} operations`;

/** Values by name, for tools that need them in a header or the query. */
export function secretCommands(program: Command, withClient: WithClient): void {
  const secrets = program
    .command("secrets")
    .description("Values by name; none can be read back")
    .addHelpText("after", jsonHelp);
  secrets
    .command("set")
    .description("Keep a value, read from standard input")
    .argument("<name>")
    .requiredOption("--host <host...>", "hosts that it may be sent to")
    .addOption(jsonOption())
    .action((name: string, { host, json }: Json & { host: readonly string[] }) =>
      withClient(async (client) => {
        const body = { value: await readSecret("value"), hosts: host };
        await send(client, `/api/secrets/${encodeURIComponent(name)}`, "PUT", body);
        if (json) return write({ name, hosts: host });
        say(`${name} is kept; code names it {{secrets.${name}}}.`);
      }),
    );
  secrets
    .command("list")
    .description("List the names, and the hosts that each may be sent to")
    .addOption(jsonOption())
    .action(({ json }: Json) =>
      withClient(async (client) => {
        const { secrets: list } = secretListShape.parse(await send(client, "/api/secrets", "GET"));
        if (json) return write(list);
        if (list.length === 0) note("No value is kept.");
        sayTable(list.map(({ name, hosts }) => [name, hosts.join(" ")]));
      }),
    );
  secrets
    .command("remove")
    .description("Forget a value")
    .argument("<name>")
    .addOption(jsonOption())
    .action((name: string, { json }: Json) =>
      withClient(async (client) => {
        await send(client, `/api/secrets/${encodeURIComponent(name)}`, "DELETE");
        if (json) write({ name, deleted: true });
        else say(`${name} is forgotten.`);
      }),
    );
}

/** From standard input: an argument would stand in the shell's history. */
async function readSecret(what: string): Promise<string> {
  if (isTerminal()) note(`Enter the ${what}, then press Ctrl+D on a line of its own.`);
  return (await text(process.stdin)).trim();
}

function sourceOf(source: string): { readonly url: string } | { readonly document: string } {
  if (/^https?:/.test(source)) return { url: source };
  if (existsSync(source)) return { document: readFileSync(source, "utf8") };
  throw new PatchbayError(
    "integration/document",
    `There is no file ${source}; a web address begins with https://.`,
  );
}

function headersOf(lines: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (lines.length === 0) return undefined;
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([^:\s]+):\s*(.+)$/.exec(line) ?? [];
      if (name === undefined || value === undefined)
        throw new PatchbayError(
          "integration/invalid",
          `"${line}" is no header such as 'Api-Version: 2'.`,
        );
      return [name, value];
    }),
  );
}
