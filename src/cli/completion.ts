import tab from "@bomb.sh/tab/commander";
import type { Command } from "commander";
import { appListShape } from "../contract/app.ts";
import { statusShape } from "../contract/chat.ts";
import { automationListShape } from "../contract/automation.ts";
import { connectionsAnswer } from "../contract/connection.ts";
import { functionListShape, versionListShape } from "../contract/function.ts";
import { integrationListShape } from "../contract/integration.ts";
import { pageListShape } from "../contract/page.ts";
import { runSummaryListShape } from "../contract/run.ts";
import { plainLine } from "../core/plain-text.ts";
import { inApp, isOfServer } from "./apps.ts";
import { type Client, readAnswer } from "./client.ts";
import { pathOf } from "./functions/api.ts";

/** A word that fits, with what a shell says beside it. */
type Words = readonly (readonly [word: string, about: string])[];

/** Asks a running server for words; `line` is what was typed so far. */
type Read = (get: (path: string) => Promise<unknown>, line: readonly string[]) => Promise<Words>;

interface Place {
  /** How the line begins. */
  readonly command: RegExp;
  /** The argument or option that the words are for. */
  readonly value: RegExp;
  readonly read: Read;
}

const functions: Read = async (get) => functionsOf(await get("/api/functions"));
const anyFunction: Read = async (get) => [
  ...functionsOf(await get("/api/functions?deleted=true")),
  ...functionsOf(await get("/api/functions")),
];
const versions: Read = async (get, [, , ...words]) => {
  const name = words.find((word) => /^[^-]/.test(word));
  if (name === undefined) return [];
  const { versions: all } = versionListShape.parse(await get(pathOf(name, "versions")));
  return all.map(({ version, prompt, madeBy }) => [String(version), prompt ?? madeBy.what]);
};
const runs: Read = async (get) =>
  runSummaryListShape
    .parse(await get("/api/runs?fields=summary"))
    .runs.map((run) => [run.id, `${run.function} ${run.status}`]);
const automations: Read = async (get) =>
  automationListShape
    .parse(await get("/api/automations"))
    .automations.map(({ id, function: of, words }) => [id, `${of}: ${words}`]);
const pages: Read = async (get) => pagesOf(await get("/api/pages"));
const deletedPages: Read = async (get) => [
  ...pagesOf(await get("/api/pages/deleted")),
  ...pagesOf(await get("/api/pages")),
];
const integrations: Read = async (get) =>
  integrationListShape
    .parse(await get("/api/integrations"))
    .integrations.map(({ id, name }) => [id, name]);
const accounts: Read = async (get) =>
  connectionsAnswer
    .parse(await get("/api/connections?limit=200"))
    .connections.map(({ provider, name, account }) => [`${provider}:${name}`, account.label]);
const sandboxes: Read = async (get) =>
  statusShape
    .parse(await get("/api/status"))
    .providers.flatMap(({ id, name, mode }) => (mode === "sandbox" ? [[id, name]] : []));

const apps: Read = async (get) => appsOf(await get("/api/apps"), "apps");
const deletedApps: Read = async (get) => appsOf(await get("/api/apps"), "deleted");

const places: readonly Place[] = [
  { command: /^functions restore\b/, value: /^name$/, read: anyFunction },
  { command: /^functions\b/, value: /^names?$/, read: functions },
  { command: /^functions\b/, value: /^(?:version|from|to)$/, read: versions },
  { command: /^automations\b/, value: /^id$/, read: automations },
  { command: /^automations\b/, value: /^function$/, read: functions },
  { command: /^pages restore\b/, value: /^slug$/, read: deletedPages },
  { command: /^pages\b/, value: /^slug$/, read: pages },
  { command: /^plan\b/, value: /^function$/, read: functions },
  { command: /^runs\b/, value: /^function$/, read: functions },
  { command: /^runs (?:show|follow|replay|cancel)\b/, value: /^id$/, read: runs },
  { command: /^connections\b/, value: /^account$/, read: accounts },
  { command: /^integrations remove\b/, value: /^id$/, read: integrations },
  { command: /^apps restore\b/, value: /^slug$/, read: deletedApps },
  { command: /^apps (?:rename|delete)\b/, value: /^slug$/, read: apps },
  { command: /^/, value: /^app$/, read: apps },
  { command: /^sandbox start\b/, value: /^provider$/, read: sandboxes },
];

/** Milliseconds that a person waits at Tab. */
const patience = 1_500;

/**
 * `completion`: prints what a shell needs to complete commands, options and values. Values come from
 * the server that runs; where none does there are none, and none is started.
 */
export function completionCommands(
  program: Command,
  findServer: () => Promise<Client | undefined>,
  chosenApp: () => string | undefined,
): void {
  const known = new Map<Place, Words>();
  const { commands } = tab(program, { completionCommandName: "completion" });
  for (const [name, command] of commands)
    if (!isOfServer(name)) command.option("app", "the app that it is for", () => {});
  for (const [name, { arguments: values, options }] of commands)
    for (const [value, taker] of [...values, ...options]) {
      const place = places.find((one) => one.command.test(name) && one.value.test(value));
      if (!place) continue;
      taker.handler = (complete) => {
        for (const [word, about] of known.get(place) ?? []) complete(word, plainLine(about));
      };
    }
  program.hook("preAction", async (_, command) => {
    const { args } = command;
    if (command.name() === "completion" && args[0] === "bash") process.stdout.write(bashWords);
    if (command.name() !== "complete") return;
    const line = args.slice(0, -1);
    const server = await findServer().catch(() => undefined);
    if (!server) return;
    const app = appIn(line) ?? chosenApp();
    const getFrom = (from: Client) => async (path: string) =>
      readAnswer(await from.fetch(path, { signal: AbortSignal.timeout(patience) }));
    const here = app === undefined ? server : await inApp(server, app).catch(() => server);
    const typed = line.join(" ");
    const due = places.filter((place) => place.command.test(typed));
    await Promise.all(
      due.map(async (place) => {
        const from = place.read === apps || place.read === deletedApps ? server : here;
        known.set(place, await place.read(getFrom(from), line).catch(() => []));
      }),
    );
  });
}

/** A line may name another app than the one of the environment. */
function appIn(line: readonly string[]): string | undefined {
  const at = line.indexOf("--app");
  return at === -1 ? undefined : line[at + 1];
}

function appsOf(answer: unknown, which: "apps" | "deleted"): Words {
  return appListShape.parse(answer)[which].map(({ slug, name }) => [slug, name]);
}

function functionsOf(answer: unknown): Words {
  return functionListShape
    .parse(answer)
    .functions.map(({ name, description = "" }) => [name, description]);
}

function pagesOf(answer: unknown): Words {
  return pageListShape.parse(answer).pages.map(({ slug, title }) => [slug, title]);
}

/** The script asks bash-completion for the words of the line; macOS and small images lack it. */
const bashWords = `if ! declare -F _get_comp_words_by_ref >/dev/null; then
  _get_comp_words_by_ref() {
    words=("\${COMP_WORDS[@]:0:COMP_CWORD+1}")
    cword=$COMP_CWORD
    cur=\${COMP_WORDS[COMP_CWORD]}
    prev=\${COMP_WORDS[COMP_CWORD-1]}
  }
fi
`;
