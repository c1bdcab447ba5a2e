import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { Command, CommanderError, Option } from "commander";
import { automationCommands } from "./automations.ts";
import { type ChatOptions, chat } from "./chat.ts";
import { type Client, findServer, inProcess, send } from "./client.ts";
import { completionCommands } from "./completion.ts";
import { connectionCommands } from "./connections.ts";
import { evalCommand } from "./eval-command.ts";
import { functionCommands } from "./functions/commands.ts";
import { integrationCommands, secretCommands } from "./integrations.ts";
import { pageCommands } from "./pages.ts";
import { runCommands } from "./runs/commands.ts";
import type { SandboxOptions } from "./sandbox.ts";
import { note, write } from "./terminal.ts";
import { providers } from "../connectors/index.ts";
import { PatchbayError } from "../core/errors.ts";
import { plainText } from "../core/plain-text.ts";
import { redact } from "../core/redact.ts";
import { problemOf } from "../server/problem.ts";
import { type Settings, readSettings } from "../settings.ts";

// Whoever reads, `head` for one, may have read enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

// The server is loaded by the commands that are one: the others, and completion, begin at once.
const program = new Command("patchbay")
  .description("Turns a sentence into a connected, running function")
  .exitOverride()
  .showHelpAfterError("(--help lists what there is)");

program
  .command("start")
  .description("Serve the app")
  .action(async () => {
    const { start } = await import("./start.ts");
    await start(settings());
  });

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

functionCommands(program, { withClient, settings });
runCommands(program, withClient);
automationCommands(program, withClient);
pageCommands(program, withClient);
connectionCommands(program, withClient);
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
  .option("--events-url <url>", "where it sends events; nowhere where left out")
  .action(async (options: SandboxOptions) => {
    const { runSandbox } = await import("./sandbox.ts");
    await runSandbox(settings(), options);
  });

completionCommands(program, () => findServer(settings().dataDir));

let printsJson = false;
program.hook("preAction", (_, command) => {
  printsJson = command.opts()["json"] === true;
});
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
  const { compose } = await import("../compose.ts");
  const server = await compose(current);
  const origin = current.publicUrl ?? `http://127.0.0.1:${current.port}`;
  await server.ready([origin]);
  return inProcess(server, { origin, apiKey: server.apiKey });
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

/** Says what was wrong, and to a program in its own words. */
function fail(error: unknown): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2; // commander has said what was wrong
    return;
  }
  const message = redact(error instanceof Error ? error.message : String(error));
  if (!printsJson) note(`patchbay: ${message}`);
  else if (error instanceof PatchbayError) note(JSON.stringify(problemOf(error)));
  else note(JSON.stringify({ type: "about:blank", title: "It did not work", detail: message }));
  process.exitCode = 1;
}
