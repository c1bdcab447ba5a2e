import type { Command } from "commander";
import { setTimeout as wait } from "node:timers/promises";
import { type EncryptionView, encryptionViewShape } from "../contract/encryption.ts";
import { type Client, type WithClient, send } from "./client.ts";
import { type Json, jsonOption } from "./functions/options.ts";
import { note, say, write } from "./terminal.ts";

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
        if (json) write(view);
        else sayKeys(view);
      }),
    );
}

const look = async (client: Client): Promise<EncryptionView> =>
  encryptionViewShape.parse(await send(client, "/api/encryption", "GET"));

const progressOf = ({ total, left, writes }: EncryptionView): string =>
  left > 0
    ? `${total - left} of ${total} are encrypted with ${writes}`
    : `All ${total} are encrypted with ${writes}; the older key is kept a moment for what still reads with it`;

function sayKeys({ keys, writes, unreadable, status }: EncryptionView): void {
  for (const { id, rows } of keys) say(`${id}  ${rows}${id === writes ? "  encrypts" : ""}`);
  if (unreadable > 0) note(`${unreadable} are read by none of them: connect those accounts again.`);
  if (status === "old-key-unused")
    note("Nothing needs the older keys any more: take them out of ENCRYPTION_KEY.");
}
