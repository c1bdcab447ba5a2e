import { type Command, Option } from "commander";
import {
  type ConnectionView,
  type PendingRevocationView,
  checkedShape,
  connectionShape,
  connectionStates,
  connectionsAnswer,
  disconnectedShape,
} from "../contract/connection.ts";
import { PatchbayError } from "../core/errors.ts";
import { type Client, type WithClient, send } from "./client.ts";
import { confirm, note, say, sayTable, write } from "./terminal.ts";

interface Json {
  readonly json: boolean;
}

interface ListOptions extends Json {
  readonly provider?: string;
  readonly state?: string;
}

/** Connected accounts: how they stand, what they are called, and which one is the default. */
export function connectionCommands(program: Command, withClient: WithClient): void {
  const connections = program.command("connections").description("Connected accounts");
  const command = (name: string, about: string) =>
    connections.command(name).description(about).option("--json", "print it as JSON", false);
  const ofAccount = (name: string, about: string) =>
    command(name, about).argument("<account>", "slack:support, slack for the default, or an id");

  command("list", "List the accounts and how they stand, those that fit")
    .argument("[words]", "in slack:support or in what the provider calls the account")
    .option("--provider <provider>", "of this provider")
    .addOption(new Option("--state <state>", "that stand so").choices(connectionStates))
    .action((words: string | undefined, { json, provider, state }: ListOptions) =>
      withClient(async (client) => {
        const all: ConnectionView[] = [];
        let found = 0;
        let owed: readonly PendingRevocationView[] = [];
        for await (const page of pagesOf(client, { q: words, provider, state })) {
          owed = page.pendingRevocations;
          if (json) all.push(...page.connections);
          else sayTable(page.connections.map(rowOf));
          found += page.connections.length;
        }
        if (json) return write({ connections: all, pendingRevocations: owed });
        if (found + owed.length === 0) note("No account was found.");
        sayTable(
          owed.map(({ provider: of, account, nextAt }) => [
            of,
            account,
            `disconnected, revocation pending: tried again at ${nextAt}`,
          ]),
        );
      }),
    );
  ofAccount("rename", "Call an account something else")
    .argument("<name>", "small letters, digits and hyphens")
    .action((account: string, name: string, { json }: Json) =>
      withClient((client) => change(client, account, { name }, json)),
    );
  ofAccount("default", "Let calls that name no account take this one").action(
    (account: string, { json }: Json) =>
      withClient((client) => change(client, account, { default: true }, json)),
  );
  ofAccount("check", "Look whether an account works, by a call that only reads").action(
    (account: string, { json }: Json) =>
      withClient(async (client) => {
        const { id } = await find(client, account);
        const found = checkedShape.parse(await send(client, `${pathOf(id)}/check`, "POST"));
        if (json) write(found);
        else say(found.detail);
        if (found.outcome !== "works") process.exitCode = 1;
      }),
  );
  ofAccount("disconnect", "Take the access back at the provider, and forget the account")
    .option("--yes", "without asking", false)
    .action((account: string, { json, yes }: Json & { readonly yes: boolean }) =>
      withClient(async (client) => {
        const one = await find(client, account);
        if (!yes && !(await confirm(`Disconnect ${nameOf(one)} (${one.account.label})?`)))
          throw new PatchbayError(
            "request/invalid",
            "Nothing was disconnected. Say --yes where nobody can be asked.",
          );
        const gone = disconnectedShape.parse(await send(client, pathOf(one.id), "DELETE"));
        if (json) return write(gone);
        const said = `${nameOf(one)} is disconnected`;
        say(gone.detail ? `${said}. ${gone.detail}` : `${said}, and its access was taken back.`);
      }),
    );
}

const pathOf = (id: string) => `/api/connections/${encodeURIComponent(id)}`;
const nameOf = ({ provider, name }: ConnectionView) => `${provider}:${name}`;

type Asked = Readonly<Record<string, string | undefined>>;

async function load(client: Client, asked: Asked) {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value) said.set(name, value);
  const path = `/api/connections?${said}`;
  return connectionsAnswer.parse(await send(client, path, "GET"));
}

/** A page after the other, so that the first is printed before the last is there. */
async function* pagesOf(client: Client, asked: Asked) {
  let cursor: string | undefined;
  do {
    const page = await load(client, { ...asked, limit: "200", cursor });
    yield page;
    cursor = page.next;
  } while (cursor !== undefined);
}

async function find(client: Client, account: string): Promise<ConnectionView> {
  const [provider = "", name] = account.split(":");
  const found = await (name === undefined
    ? load(client, { provider, default: "true" })
    : load(client, { provider, name }));
  // Of a name that the sandbox's and the real account both have, the one that counts comes first.
  const all = found.connections.toSorted((a, b) => Number(b.isPresent) - Number(a.isPresent));
  const [first] = all;
  if (first) return first;
  if (account.startsWith("conn_"))
    return connectionShape.parse(await send(client, pathOf(account), "GET"));
  const { connections: some, total = 0 } = await load(client, { limit: "20" });
  const more = total > some.length ? ` and ${total - some.length} more` : "";
  throw new PatchbayError(
    "connection/not-found",
    `There is no account "${account}"; there are: ${some.map(nameOf).join(", ") || "none"}${more}.`,
  );
}

async function change(client: Client, account: string, to: object, json: boolean): Promise<void> {
  const { id } = await find(client, account);
  const changed = connectionShape.parse(await send(client, pathOf(id), "PATCH", to));
  if (json) write(changed);
  else sayTable([rowOf(changed)]);
}

function rowOf(one: ConnectionView): readonly string[] {
  const { account, inUse, standing, mode, isPresent } = one;
  const { state, sentence, warning, outage } = standing;
  const notes = [
    ...(inUse ? ["default"] : []),
    ...(mode === "sandbox" ? ["sandbox"] : []),
    ...(isPresent ? [] : ["not used now"]),
  ].join(", ");
  const times = [
    ...(warning ? [`Ends at ${warning.endsAt}.`] : []),
    ...(outage ? [`Since ${outage.since}, asked again at ${outage.nextLookAt}.`] : []),
  ];
  const said = state === "active" && !warning ? "" : [sentence, ...times].join(" ");
  return [nameOf(one), account.label, state, notes, said];
}
