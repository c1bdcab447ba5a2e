import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { Command, CommanderError, Option } from "commander";
import { type ChatOptions, chat } from "./chat.ts";
import { type Client, findServer, inProcess, send } from "./client.ts";
import { evalCommand } from "./eval.ts";
import { integrationCommands, secretCommands } from "./integrations.ts";
import { runSandbox } from "./sandbox.ts";
import { start } from "./start.ts";
import { compose } from "../compose.ts";
import { providers } from "../connectors/index.ts";
import { PatchbayError } from "../core/errors.ts";
import { plainLine, plainText } from "../core/plain-text.ts";
import { redact } from "../core/redact.ts";
import { type Settings, readSettings } from "../settings.ts";

// Whoever reads, `head` for one, may have read enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const program = new Command("patchbay")
  .description("Turns a sentence into a connected, running function")
  .exitOverride()
  .showHelpAfterError("(--help lists what there is)");

program
  .command("start")
  .description("Serve the app")
  .action(() => start(settings()));

program
  .command("plan")
  .description("Say what a prompt would build; changes nothing")
  .argument("<prompt>")
  .option("--function <name>", "the function that the prompt wants changed")
  .option("--json", "print the plan as JSON", false)
  .action((prompt: string, options: { function?: string; json: boolean }) =>
    withClient(async (client) => {
      const body = {
        prompt,
        ...(options.function === undefined ? {} : { functionName: options.function }),
      };
      const plan = await send(client, "/api/plan", "POST", body);
      print(plan, options.json, ["kind", "operations", "permissions", "questions", "reply"]);
    }),
  );

program
  .command("chat")
  .description("Say something to the agent")
  .argument("<prompt>")
  .option("--yes", "take connections through the sandbox's consent and approve runs", false)
  .option("--json", "print the outcome as JSON", false)
  .addOption(
    new Option("--model <model>", "who answers, in place of the server's own").choices(["builtin"]),
  )
  .action((prompt: string, options: ChatOptions) =>
    withClient((client) => chat(client, prompt, options)),
  );

evalCommand(program, settings);

const functions = program.command("functions").description("The functions of the app");
functions
  .command("list")
  .option("--json", "print as JSON", false)
  .action((options: { json: boolean }) =>
    withClient(async (client) => {
      const { functions: all } = (await send(client, "/api/functions", "GET")) as {
        functions: { name: string; version: number; description?: string }[];
      };
      if (options.json) write(all);
      else
        for (const one of all)
          process.stdout.write(
            `${one.name}  v${one.version}  ${plainLine(one.description ?? "")}\n`,
          );
    }),
  );
functions
  .command("show")
  .argument("<name>")
  .option("--json", "print all of it as JSON, not only the code", false)
  .action((name: string, options: { json: boolean }) =>
    withClient(async (client) => {
      const found = (await send(client, `/api/functions/${encodeURIComponent(name)}`, "GET")) as {
        code: string;
      };
      if (options.json) write(found);
      else process.stdout.write(found.code);
    }),
  );
functions
  .command("run")
  .argument("<name>")
  .option("--input <json>", "values for its inputs", "{}")
  .option("--json", "print the whole run as JSON", false)
  .action((name: string, options: { input: string; json: boolean }) =>
    withClient(async (client) => {
      const input = parseInput(options.input);
      const run = (await send(client, `/api/functions/${encodeURIComponent(name)}/run`, "POST", {
        input,
      })) as { status: string };
      print(run, options.json, ["id", "status", "output", "error", "ms"]);
      if (run.status !== "succeeded") process.exitCode = 1;
    }),
  );

integrationCommands(program, withClient);
secretCommands(program, withClient);

program
  .command("sandbox")
  .description("Stand-ins for providers")
  .command("start")
  .description("Serve one stand-in by itself")
  .requiredOption("--provider <id>")
  .option("--port <port>", "0 takes any free one", "0")
  .option(
    "--redirect-uri <uri...>",
    "where its sign-in may return to; any loopback address where left out",
  )
  .action((options: { provider: string; port: string; redirectUri?: string[] }) =>
    runSandbox(settings(), options),
  );

await program.parseAsync().catch(fail);

/** The environment over `.env`; a model named on the command line goes before both. */
function settings(model?: string): Settings {
  const file = existsSync(".env") ? parseEnv(readFileSync(".env", "utf8")) : {};
  const named = model === undefined ? {} : { MODEL: model };
  return readSettings({ ...file, ...process.env, ...named }, providers);
}

/** Uses the server that runs on the data folder; without one the work is done in this process. */
async function withClient(work: (client: Client) => Promise<void>): Promise<void> {
  const current = settings();
  const client = (await findServer(current.dataDir)) ?? (await startHere(current));
  try {
    await work(client);
  } finally {
    await client.close();
  }
}

async function startHere(current: Settings): Promise<Client> {
  const server = await compose(current);
  const origin = current.publicUrl ?? `http://127.0.0.1:${current.port}`;
  await server.ready([origin]);
  return inProcess(server, { origin, apiKey: server.apiKey });
}

function parseInput(text: string): Record<string, unknown> {
  try {
    const input: unknown = JSON.parse(text);
    if (typeof input === "object" && input !== null && !Array.isArray(input)) return { ...input };
  } catch {
    // The same message serves.
  }
  throw new PatchbayError(
    "run/input",
    `--input must be a JSON object, for example '{"text":"Hello"}'; it was: ${text}`,
  );
}

function print(value: unknown, json: boolean, members: readonly string[]): void {
  if (json) return write(value);
  for (const [name, member] of Object.entries(value ?? {})) {
    if (
      !members.includes(name) ||
      member === null ||
      (Array.isArray(member) && member.length === 0)
    )
      continue;
    process.stdout.write(
      `${name}: ${plainText(typeof member === "string" ? member : JSON.stringify(member))}\n`,
    );
  }
}

function write(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

function fail(error: unknown): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2; // commander has said what was wrong
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`patchbay: ${plainText(redact(message))}\n`);
  process.exitCode = 1;
}
