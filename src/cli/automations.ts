import { type Command, InvalidArgumentError, Option } from "commander";
import {
  type AutomationView,
  type DeliveryView,
  automationListShape,
  automationSecretShape,
  automationShape,
  deliveryListShape,
  deliveryShape,
  deliveryStatuses,
  misfirePolicies,
  newAutomationShape,
  overlapPolicies,
} from "../contract/automation.ts";
import { plainLine } from "../core/plain-text.ts";
import { type WithClient, send } from "./client.ts";
import { type Json, jsonHelp, jsonOption } from "./functions/options.ts";
import { note, openable, say, sayTable, write } from "./terminal.ts";

interface AddOptions extends Json {
  readonly cron?: string;
  readonly timezone?: string;
  readonly webhook: boolean;
  readonly event?: string;
  readonly with: readonly (readonly [string, string])[];
  readonly overlap?: string;
  readonly misfire?: string;
  readonly attempts?: number;
  readonly alertAfter?: number;
  readonly alertFunction?: string;
}

/** `automations`: what starts functions by itself. */
export function automationCommands(program: Command, withClient: WithClient): void {
  const automations = program
    .command("automations")
    .description("What starts functions by itself: schedules, webhooks, events")
    .addHelpText("after", jsonHelp);
  lookCommands(automations, withClient);
  addCommand(automations, withClient);
  stateCommands(automations, withClient);
  deliveryCommands(automations, withClient);
}

function lookCommands(automations: Command, withClient: WithClient): void {
  automations
    .command("list")
    .description("List the automations")
    .option("--function <name>", "those of one function")
    .addOption(jsonOption())
    .action(({ function: of, json }: Json & { function?: string }) =>
      withClient(async (client) => {
        const query = of === undefined ? "" : `?${new URLSearchParams({ function: of })}`;
        const answer = await send(client, `/api/automations${query}`, "GET");
        const { automations: all } = automationListShape.parse(answer);
        if (json) return write(all);
        if (all.length === 0) note("Nothing starts a function by itself.");
        sayTable(
          all.map((one) => [one.id, one.function, one.status, one.words, one.next[0] ?? ""]),
        );
      }),
    );
  automations
    .command("show")
    .description("Print what is known of an automation")
    .argument("<id>")
    .addOption(jsonOption())
    .action((id: string, { json }: Json) =>
      withClient(async (client) => {
        const found = automationShape.parse(await send(client, pathOf(id), "GET"));
        if (json) return write(found);
        sayAutomation(found);
      }),
    );
}

function addCommand(automations: Command, withClient: WithClient): void {
  automations
    .command("add")
    .description(
      "Start a function by one more schedule, webhook or event, beside what its flow says",
    )
    .argument("<function>")
    .option("--cron <fields>", "minute hour day month weekday")
    .option("--timezone <zone>", "of --cron, such as Europe/Berlin; UTC where left out")
    .option("--webhook", "an address that is called; its secret is printed once", false)
    .option("--event <id>", "what happens in a tool")
    .option(
      "--with <name=value>",
      "of --event: only where this holds; can be repeated",
      (text: string, before: readonly (readonly [string, string])[]) => [...before, pairOf(text)],
      [],
    )
    .addOption(
      new Option("--overlap <policy>", "for a start while another is not over").choices([
        ...overlapPolicies,
      ]),
    )
    .addOption(
      new Option("--misfire <policy>", "for starts that were missed").choices([...misfirePolicies]),
    )
    .option("--attempts <n>", "how often a start is tried", wholeNumber)
    .option("--alert-after <n>", "starts given up in a row until somebody is told", wholeNumber)
    .option("--alert-function <name>", "the function that is called then")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
For example:
  patchbay automations add report --cron "0 9 * * 1-5" --timezone Europe/Berlin
  patchbay automations add report --webhook`,
    )
    .action((of: string, options: AddOptions, command: Command) => {
      const trigger = triggerOf(options, command);
      return withClient(async (client) => {
        const body = { function: of, trigger, settings: settingsOf(options) };
        const made = newAutomationShape.parse(await send(client, "/api/automations", "POST", body));
        if (options.json) return write(made);
        sayAutomation(made);
        if (made.secret !== null) saySecret(made.secret);
      });
    });
}

function stateCommands(automations: Command, withClient: WithClient): void {
  const does = (
    name: string,
    description: string,
    [path, method]: readonly [string, string],
    done: (id: string) => string,
  ) =>
    automations
      .command(name)
      .description(description)
      .argument("<id>")
      .addOption(jsonOption())
      .action((id: string, { json }: Json) =>
        withClient(async (client) => {
          const answer = await send(client, pathOf(id, ...(path === "" ? [] : [path])), method);
          if (json) write(answer ?? { id, deleted: true });
          else say(done(id));
        }),
      );
  does("pause", "Start nothing until it is resumed", ["pause", "POST"], (id) => `${id} is paused.`);
  does("resume", "Start again, first what was kept", ["resume", "POST"], (id) => `${id} is on.`);
  does(
    "delete",
    "Delete it; a function whose flow says it is started by hand then",
    ["", "DELETE"],
    (id) => `${id} is deleted.`,
  );
  automations
    .command("run")
    .description("Start it now, beside what starts it otherwise")
    .argument("<id>")
    .option("--payload <json>", "what the function is given", jsonValue)
    .addOption(jsonOption())
    .action((id: string, { payload, json }: Json & { payload?: unknown }) =>
      withClient(async (client) => {
        const body = payload === undefined ? {} : { payload };
        const owed = deliveryShape.parse(await send(client, pathOf(id, "run"), "POST", body));
        if (json) return write(owed);
        say(`${owed.id} is owed now; a server that runs starts it at once.`);
      }),
    );
  automations
    .command("secret")
    .description("Make a new secret for a webhook; the old one ends at once")
    .argument("<id>")
    .addOption(jsonOption())
    .action((id: string, { json }: Json) =>
      withClient(async (client) => {
        const made = automationSecretShape.parse(await send(client, pathOf(id, "secret"), "POST"));
        if (json) return write(made);
        saySecret(made.secret);
      }),
    );
}

function deliveryCommands(automations: Command, withClient: WithClient): void {
  automations
    .command("deliveries")
    .description("List the starts that are owed or were")
    .argument("<id>", "of an automation")
    .addOption(
      new Option("--status <status>", "those that are so; dead are given up").choices([
        ...deliveryStatuses,
      ]),
    )
    .addOption(jsonOption())
    .action((id: string, { status, json }: Json & { status?: string }) =>
      withClient(async (client) => {
        const query = status === undefined ? "" : `?${new URLSearchParams({ status })}`;
        const answer = await send(client, `${pathOf(id, "deliveries")}${query}`, "GET");
        const { deliveries } = deliveryListShape.parse(answer);
        if (json) return write(deliveries);
        if (deliveries.length === 0) note("There is none.");
        sayTable(deliveries.map(deliveryRow));
      }),
    );
  automations
    .command("replay")
    .description("Start one again, with what it was given the first time")
    .argument("<delivery>")
    .addOption(jsonOption())
    .action((id: string, { json }: Json) =>
      withClient(async (client) => {
        const path = `/api/deliveries/${encodeURIComponent(id)}/replay`;
        const owed = deliveryShape.parse(await send(client, path, "POST"));
        if (json) return write(owed);
        say(`${owed.id} is owed again.`);
      }),
    );
}

function pathOf(id: string, ...more: readonly string[]): string {
  return ["/api/automations", ...[id, ...more].map(encodeURIComponent)].join("/");
}

function triggerOf(
  { cron, timezone, webhook, event, with: given }: AddOptions,
  command: Command,
): object {
  const kinds = [cron, webhook || undefined, event].filter((kind) => kind !== undefined);
  if (kinds.length !== 1)
    command.error("Say what starts it: one of --cron, --webhook and --event.", { exitCode: 2 });
  if (cron !== undefined)
    return { type: "schedule", cron, ...(timezone === undefined ? {} : { timezone }) };
  if (event === undefined) return { type: "webhook" };
  return {
    type: "event",
    event,
    ...(given.length === 0 ? {} : { with: Object.fromEntries(given) }),
  };
}

function settingsOf({ overlap, misfire, attempts, alertAfter, alertFunction }: AddOptions): object {
  const all = { overlap, misfire, attempts, alertAfter, alertFunction };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function sayAutomation(one: AutomationView): void {
  say(`${one.id}  ${one.function}  ${one.status}`);
  say(one.words);
  for (const start of one.next) say(`next: ${start}`);
  if (one.reason !== null) say(one.reason);
  if (one.hook !== null) say(`address: ${openable(one.hook)}`);
  if (one.alert) say(`since ${one.alert.since}: ${one.alert.message}`);
  if (one.last) say(`last: ${one.last.status} ${one.last.at} ${one.last.run ?? ""}`.trimEnd());
}

function saySecret(secret: string): void {
  say(`secret: ${secret}`);
  note("It is not shown again. Give it to the sender.");
}

function deliveryRow({ id, status, attempts, createdAt, error }: DeliveryView): readonly string[] {
  return [id, status, `${attempts}`, createdAt.slice(0, 19), plainLine(error ?? "")];
}

function pairOf(text: string): readonly [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return [name, value];
  throw new InvalidArgumentError(`"${text}" is no condition such as channel=#sales.`);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError("It must be a whole number from 1 on.");
}

function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidArgumentError("It must be JSON.");
  }
}
