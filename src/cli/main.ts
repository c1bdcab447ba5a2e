import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { Command, CommanderError, Option } from "commander";
import { appCommands, inApp, isOfServer } from "./apps.ts";
import { auditCommands } from "./audit.ts";
import { automationCommands } from "./automations.ts";
import { backupCommands } from "./backup.ts";
import { type ChatOptions, chat } from "./chat.ts";
import { type Client, findServer, inProcess, send } from "./client.ts";
import { completionCommands } from "./completion.ts";
import { connectionCommands } from "./connections.ts";
import { evalCommand } from "./eval-command.ts";
import { encryptionKeyCommands } from "./keys.ts";
import { functionCommands } from "./functions/commands.ts";
import { integrationCommands, secretCommands } from "./integrations.ts";
import { pageCommands } from "./pages.ts";
import { runCommands } from "./runs/commands.ts";
import type { SandboxOptions } from "./sandbox.ts";
import { note, write } from "./terminal.ts";
import { userCommands } from "./users.ts";
import { providers } from "../connectors/index.ts";
import { defaultSlug } from "../contract/app.ts";
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
  .addOption(
    new Option(
      "--app <slug>",
      "the app that a command is for; the first one where it is left out",
    ).env("PATCHBAY_APP"),
  )
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

appCommands(program, withServer);
functionCommands(program, { withClient, functionsDir });
runCommands(program, withClient);
automationCommands(program, withClient);
pageCommands(program, withClient);
connectionCommands(program, withClient);
integrationCommands(program, withClient);
secretCommands(program, withClient);
auditCommands(program, withClient);
encryptionKeyCommands(program, withClient);
backupCommands(program, settings);
userCommands(program, withClient);

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

program
  .command("to-postgres")
  .description("Copy the data folder into the empty Postgres database of DATABASE_URL")
  .action(async () => {
    const { copyToPostgres } = await import("./to-postgres.ts");
    const current = settings();
    const copied = await copyToPostgres(current);
    for (const [table, rows] of Object.entries(copied)) if (rows > 0) note(`${table}: ${rows}`);
    note(
      `Everything in ${current.dataDir} is copied; the folder itself is as it was. Start the server with the ` +
        "same DATABASE_URL and ENCRYPTION_KEY, and keep the folder: files of stand-ins are in it, and the database " +
        "patchbay.sqlite until you have seen that all is there.",
    );
  });

completionCommands(program, () => findServer(settings().dataDir), chosenApp);

let printsJson = false;
program.hook("preAction", (_, command) => {
  printsJson = command.opts()["json"] === true;
  if (program.getOptionValueSource("app") === "cli" && isOfServer(nameOf(command)))
    throw new PatchbayError(
      "request/invalid",
      `"patchbay ${nameOf(command)}" is for the whole server, whichever apps it has.`,
      { where: "--app" },
    );
});
await program.parseAsync().catch(fail);

/** The environment over `.env`; a model named on the command line goes before both. */
function settings(model?: string): Settings {
  const file = existsSync(".env") ? parseEnv(readFileSync(".env", "utf8")) : {};
  const named = model === undefined ? {} : { MODEL: model };
  return readSettings({ ...file, ...process.env, ...named }, providers);
}

/** With those that it is a part of: `functions list`. */
function nameOf(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${nameOf(parent)} ${command.name()}` : command.name();
}

/** By its slug; undefined for the first app. */
function chosenApp(): string | undefined {
  const app: unknown = program.opts()["app"];
  return typeof app === "string" && app !== "" && app !== defaultSlug ? app : undefined;
}

/** The folder of FUNCTIONS_DIR is watched for the first app: another's files would become functions of that. */
function functionsDir(): string {
  if (chosenApp() === undefined) return settings().functionsDir;
  throw new PatchbayError(
    "request/invalid",
    "FUNCTIONS_DIR is the folder of the first app. Say with --dir where the files of this one are.",
    { where: "--dir" },
  );
}

/** Does the work with the app that was chosen. */
function withClient(work: (client: Client) => Promise<void>): Promise<void> {
  return withServer(async (client) => {
    const app = chosenApp();
    await work(app === undefined ? client : await inApp(client, app));
  });
}

/** Uses the server that runs on the data folder; without one the work is done in this process. */
async function withServer(work: (client: Client) => Promise<void>): Promise<void> {
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
