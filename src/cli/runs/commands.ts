import { type Command, InvalidArgumentError, Option } from "commander";
import {
  type RunView,
  runEvents,
  runListEvents,
  runShape,
  runStatuses,
  runSummaryListShape,
  runTriggers,
} from "../../contract/run.ts";
import { type Client, type WithClient, send } from "../client.ts";
import { type Json, jsonOption } from "../functions/options.ts";
import { note, say, sayTable, write } from "../terminal.ts";
import { eventsOf } from "./events.ts";
import { callRow, logLine, noteEnd, rowOf, sayRun } from "./report.ts";
import { momentOf } from "./since.ts";

interface ListOptions extends Json {
  readonly function?: string;
  readonly status?: readonly string[];
  readonly trigger?: readonly string[];
  readonly since?: string;
  readonly text?: string;
  readonly limit: number;
}

/** `runs`: what was executed, and what is. */
export function runCommands(program: Command, withClient: WithClient): void {
  const runs = program
    .command("runs")
    .description("What functions did, and what they do")
    .addHelpText(
      "after",
      `
For example:
  patchbay runs --status failed,timed-out --since 2h
  patchbay runs follow

With --json a command prints JSON, a line for each event where it follows, and an error is a line of
problem details (RFC 9457) on stderr. It ends with 0 when it is done, 1 when it or the run did not
work, 2 when it was called wrongly.`,
    );
  runs
    .command("list", { isDefault: true })
    .description("List the runs, newest first")
    .option("--function <name>", "of one function")
    .addOption(several("--status <statuses>", "of these statuses", runStatuses))
    .addOption(several("--trigger <triggers>", "started by these", runTriggers))
    .option("--since <moment>", "not before: 30m, 2h, 7d, or a date", (text) => momentOf(text))
    .option("--text <text>", "with this in input, output, logs or error")
    .option("--limit <n>", "how many, 1 to 100", limitOf, 20)
    .addOption(jsonOption())
    .action((options: ListOptions) => withClient((client) => list(client, options)));
  runs
    .command("show")
    .description("Print all that is known of a run")
    .argument("<id>")
    .addOption(jsonOption())
    .action((id: string, { json }: Json) =>
      withClient(async (client) => {
        const run = runShape.parse(await send(client, pathOf(id), "GET"));
        if (json) write(run);
        else sayRun(run);
      }),
    );
  runs
    .command("follow")
    .description("Print what happens in a run up to its end; without one, which runs start and end")
    .argument("[id]")
    .addOption(jsonOption())
    .action((id: string | undefined, { json }: Json) =>
      withClient((client) =>
        id === undefined ? followAll(client, json) : follow(client, id, json),
      ),
    );
  runs
    .command("replay")
    .description("Run a function once more with the input of a run, and print what happens")
    .argument("<id>")
    .option("--same", "only if the version of that run is still the current one", false)
    .addOption(jsonOption())
    .action((id: string, { same, json }: Json & { same: boolean }) =>
      withClient(async (client) => {
        const body = { version: same ? "same" : "current" };
        const begun = runShape.parse(await send(client, `${pathOf(id)}/replay`, "POST", body));
        if (!json) note(`${begun.function} v${begun.version}: run ${begun.id}`);
        await follow(client, begun.id, json);
      }),
    );
  runs
    .command("cancel")
    .description("End a run")
    .argument("<id>")
    .addOption(jsonOption())
    .action((id: string, { json }: Json) =>
      withClient(async (client) => {
        const answer = await send(client, `${pathOf(id)}/cancel`, "POST", { by: "cli" });
        const run = runShape.parse(answer);
        if (json) write(run);
        else noteEnd(run);
        // It may have come to its end first.
        if (run.status !== "cancelled") process.exitCode = 1;
      }),
    );
}

async function list(client: Client, options: ListOptions): Promise<void> {
  const { function: name, status, trigger, since, text, limit, json } = options;
  const query = new URLSearchParams({ limit: String(limit), fields: "summary" });
  if (name !== undefined) query.set("function", name);
  if (status) query.set("status", status.join(","));
  if (trigger) query.set("trigger", trigger.join(","));
  if (since !== undefined) query.set("from", since);
  if (text !== undefined) query.set("text", text);
  const answer = await send(client, `/api/runs?${query}`, "GET");
  const { runs, next } = runSummaryListShape.parse(answer);
  if (json) return write(runs);
  sayTable(runs.map(rowOf));
  if (runs.length === 0)
    note(
      next === undefined
        ? "No run was found."
        : "None was found so far; there are older ones. Narrow it with --since or --function.",
    );
  return undefined;
}

/** Prints a run as it goes on; ends as the run does. */
async function follow(client: Client, id: string, json: boolean): Promise<void> {
  /** Of logs and calls, by their places: a run comes whole again where events were missed. */
  const said = new Set<string>();
  const sayOnce = (key: string, line: string) => {
    if (!said.has(key)) say(line);
    said.add(key);
  };
  let logs = 0;
  let end: RunView | undefined;
  for await (const { event, data } of eventsOf(client, pathOf(id), "end")) {
    if (json) write({ event, data });
    if (event === "end") end = runEvents.end.parse(data);
    if (json) continue;
    if (event === "run") {
      const run = runEvents.run.parse(data);
      for (const { key, line } of linesOf(run)) sayOnce(key, line);
      logs = run.logs.length;
    }
    if (event === "log") sayOnce(`log ${logs++}`, logLine(runEvents.log.parse(data)));
    if (event === "call") {
      const { index, call } = runEvents.call.parse(data);
      if (isAnswered(call)) sayOnce(`call ${index}`, callLine(call));
    }
  }
  if (end && !json) {
    const { output } = end;
    if (output !== null && output !== undefined)
      say(typeof output === "string" ? output : JSON.stringify(output, null, 2));
    noteEnd(end);
  }
  if (end?.status !== "succeeded") process.exitCode = 1;
}

async function followAll(client: Client, json: boolean): Promise<void> {
  if (!json) note("Waiting for runs; Ctrl+C ends it.");
  for await (const { event, data } of eventsOf(client, "/api/runs")) {
    if (json) write({ event, data });
    else if (event === "reset") note("Some runs were missed: patchbay runs lists them.");
    else sayTable([rowOf(runListEvents.started.parse(data))]);
  }
}

/** What was logged and answered so far, in the order in which it happened. */
function linesOf({ logs, calls }: RunView) {
  return [
    ...logs.map((line, index) => ({
      at: Date.parse(line.time),
      key: `log ${index}`,
      line: logLine(line),
    })),
    ...calls.flatMap((call, index) =>
      isAnswered(call)
        ? [{ at: Date.parse(call.time) + call.ms, key: `call ${index}`, line: callLine(call) }]
        : [],
    ),
  ].toSorted((a, b) => a.at - b.at);
}

function callLine(call: RunView["calls"][number]): string {
  return callRow(call).filter(Boolean).join(" ");
}

/** A call is told when it begins as well; what is worth a line is how it ended. */
function isAnswered({ status, refused }: RunView["calls"][number]): boolean {
  return status !== undefined || refused !== undefined;
}

function pathOf(id: string): string {
  return `/api/runs/${encodeURIComponent(id)}`;
}

/** An option of one or more words of a list, separated by commas. */
function several(flags: string, about: string, words: readonly string[]): Option {
  return new Option(flags, `${about}: ${words.join(", ")}`).argParser((text) => {
    const given = text.split(",");
    const unknown = given.find((one) => !words.includes(one));
    if (unknown === undefined) return given;
    throw new InvalidArgumentError(`"${unknown}" is none of ${words.join(", ")}.`);
  });
}

function limitOf(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 100) return value;
  throw new InvalidArgumentError("A whole number from 1 to 100.");
}
