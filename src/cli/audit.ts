import { type Command, Option } from "commander";
import {
  type AuditEntry,
  acts,
  auditListShape,
  auditVerifiedShape,
  maxAuditPage,
} from "../contract/audit.ts";
import { memberListShape } from "../contract/members.ts";
import { PatchbayError } from "../core/errors.ts";
import { plainText } from "../core/plain-text.ts";
import { type Client, type WithClient, readAnswer, send } from "./client.ts";
import { type Json, jsonOption } from "./functions/options.ts";
import { momentOf } from "./runs/since.ts";
import { note, say, sayTable, write } from "./terminal.ts";

interface ListOptions extends Json {
  readonly act?: string;
  readonly actor?: string;
  readonly since?: string;
  readonly limit: string;
}

/** `audit`: what was done that matters, by whom. */
export function auditCommands(program: Command, withClient: WithClient): void {
  const audit = program.command("audit").description("What was done that matters, and by whom");
  audit
    .command("list", { isDefault: true })
    .description("List the entries, newest first")
    .addOption(new Option("--act <act>", "of one kind").choices(Object.keys(acts)))
    .option("--actor <actor>", "by one key, session or person, whom an e-mail address names, too")
    .option("--since <moment>", "not before: 30m, 2h, 7d, or a date", (text) => momentOf(text))
    .option("--limit <n>", `how many, 1 to ${maxAuditPage}`, "50")
    .addOption(jsonOption())
    .action(({ act, actor, since, limit, json }: ListOptions) =>
      withClient(async (client) => {
        const people = await peopleOf(client);
        const query = new URLSearchParams({ limit });
        if (act !== undefined) query.set("act", act);
        if (actor !== undefined) query.set("actor", idOf(people, actor));
        if (since !== undefined) query.set("from", since);
        const { entries } = auditListShape.parse(await send(client, `/api/audit?${query}`, "GET"));
        if (json) return write(entries);
        sayTable(entries.map((entry) => rowOf(entry, people)));
        if (entries.length === 0) note("Nothing of that kind was recorded.");
      }),
    );
  audit
    .command("export")
    .description("Print the whole log as JSON lines, oldest first")
    .action(() =>
      withClient(async (client) => {
        const answer = await client.fetch("/api/audit/export");
        if (!answer.ok || !answer.body) return void (await readAnswer(answer));
        for await (const bytes of answer.body) process.stdout.write(bytes);
      }),
    );
  audit
    .command("verify")
    .description("Check that no entry was changed or removed; fails where one was")
    .option("--head <hash>", "a hash that was noted earlier: nothing may be cut off since")
    .addOption(jsonOption())
    .action(({ head, json }: Json & { head?: string }) =>
      withClient(async (client) => {
        const query = head === undefined ? "" : `?${new URLSearchParams({ head })}`;
        const answer = await send(client, `/api/audit/verify${query}`, "GET");
        const found = auditVerifiedShape.parse(answer);
        if (found.status === "broken") process.exitCode = 1;
        if (json) return write(found);
        say(
          found.status === "whole"
            ? `All ${found.entries} entries are as they were written. Note the last hash elsewhere: ${found.head}`
            : `The log is not as it was written: ${found.detail}`,
        );
      }),
    );
}

/** E-mail addresses of members, by the ids that the log knows them by. */
type People = ReadonlyMap<string, string>;

async function peopleOf(client: Client): Promise<People> {
  try {
    const { members } = memberListShape.parse(await send(client, "/api/members", "GET"));
    return new Map(members.map(({ id, email }) => [id, email]));
  } catch (error) {
    if (error instanceof PatchbayError && error.code === "access/not-in-use") return new Map();
    throw error;
  }
}

function idOf(people: People, actor: string): string {
  const found = [...people].find(([, email]) => email === actor.trim().toLowerCase());
  return found?.[0] ?? actor;
}

function rowOf(
  { at, act, actor, userId, subject, outcome, detail: { account } }: AuditEntry,
  people: People,
): readonly string[] {
  const shown = (id: string) => people.get(id) ?? id;
  const about = typeof account === "string" ? account : subject;
  const isOther = about !== null && about !== userId;
  return [at, act, outcome, shown(userId ?? actor), isOther ? plainText(shown(about)) : ""];
}
