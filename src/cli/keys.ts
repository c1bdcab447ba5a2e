import type { Command } from "commander";
import { setTimeout as wait } from "node:timers/promises";
import { type EncryptionView, encryptionViewShape } from "../contract/encryption.ts";
import { type Client, type WithClient, send } from "./client.ts";
import { type Json, jsonOption } from "./functions/options.ts";
import { note, sayTable, write } from "./terminal.ts";

const pollMs = 500;

/** `keys`: what encrypts tokens and secrets. */
export function encryptionKeyCommands(program: Command, withClient: WithClient): void {
  const keys = program.command("keys").description("The key that encrypts tokens and secrets");
  keys
    .command("status", { isDefault: true })
    .description("Say which keys there are, and what each of them encrypted")
    .addOption(jsonOption())
    .action(({ json }: Json) =>
      withClient(async (client) => {
        const view = await look(client);
        if (json) write(view);
        else sayKeys(view);
      }),
    );
  keys
    .command("rotate")
    .description("Make a new key and encrypt everything anew, while the server goes on")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
It may be interrupted: a server that starts, or runs, goes on with it. The older key is taken
out of the file encryption-key at the end. A back-up that was made before without its key can
be restored with the older one only: copy that file first where you have one.

With ENCRYPTION_KEY the key is yours to make: put the new one before the old, as new,old.`,
    )
    .action(({ json }: Json) =>
      withClient(async (client) => {
        let view = encryptionViewShape.parse(await send(client, "/api/encryption/rotate", "POST"));
        let said = "";
        while (view.status === "working") {
          const progress = progressOf(view);
          if (progress !== said) note(progress);
          said = progress;
          await wait(pollMs);
          view = await look(client);
        }
        if (json) return write(view);
        sayKeys(view);
        note(
          "The older key is gone from it. Only a back-up that was made before without its key needs it.",
        );
      }),
    );
}

const look = async (client: Client): Promise<EncryptionView> =>
  encryptionViewShape.parse(await send(client, "/api/encryption", "GET"));

function progressOf({ total, left, writes }: EncryptionView): string {
  if (left > 0) return `Encrypted with the new key: ${total - left} of ${countOf(total)}.`;
  const done =
    total === 0
      ? "Nothing is stored yet."
      : `${total === 1 ? "The 1 stored value is" : `All ${countOf(total)} are`} encrypted with the new key, ${writes}.`;
  return `${done} The older one stays some seconds longer, for what was being written meanwhile.`;
}

function sayKeys({ from, keys, writes, total, unreadable, status }: EncryptionView): void {
  sayTable(
    keys.map(({ id, rows }) => [
      id,
      countOf(rows),
      id === writes
        ? "encrypts all that is stored from now on"
        : "only reads, until nothing needs it",
    ]),
  );
  note(
    from === "file"
      ? "The key is in the file encryption-key of the data folder."
      : `The ${keys.length === 1 ? "key is" : "keys are"} in ENCRYPTION_KEY.`,
  );
  const known = keys.reduce((sum, { rows }) => sum + rows, 0);
  const lost = Math.max(unreadable, total - known);
  if (lost > 0)
    note(
      `${countOf(lost)} ${lost === 1 ? "was" : "were"} encrypted with a key that is not here. Put it back, or connect those accounts and set those secrets again.`,
    );
  if (status === "working") note("What an older key encrypted is being encrypted anew.");
  if (status === "old-key-unused")
    note(
      "Nothing needs the older keys any more: take them out of ENCRYPTION_KEY and start the server again.",
    );
}

const countOf = (values: number) => (values === 1 ? "1 stored value" : `${values} stored values`);
