import { type Command, Option } from "commander";
import { memberListShape, newInvitationShape, passwordLinkShape } from "../contract/members.ts";
import { roles } from "../contract/access.ts";
import { PatchbayError } from "../core/errors.ts";
import { type WithClient, send } from "./client.ts";
import { note, openable, say, sayTable, write } from "./terminal.ts";

interface JsonOption {
  readonly json: boolean;
}

const printsJson = () => new Option("--json", "print it as JSON").default(false);

/** What the operator does for the people of a server, so that nobody is locked out of it. */
export function userCommands(program: Command, withClient: WithClient): void {
  const users = program.command("users").description("Who signs in to this server");

  users
    .command("list")
    .description("Members of the first workspace, with their roles")
    .addOption(printsJson())
    .action(({ json }: JsonOption) =>
      withClient(async (client) => {
        const { members } = memberListShape.parse(await send(client, "/api/members", "GET"));
        if (json) return write({ members });
        if (members.length === 0)
          note("Nobody yet. Open the address that `patchbay start` printed.");
        sayTable(members.map(({ email, role, name }) => [email, role, name]));
      }),
    );

  users
    .command("add")
    .description("Print a link with which somebody makes an account; it is good once, for 7 days")
    .argument("<email>")
    .addOption(
      new Option("--role <role>", "what they may do").choices(Object.keys(roles)).default("owner"),
    )
    .addOption(printsJson())
    .action((email: string, { role, json }: JsonOption & { readonly role: string }) =>
      withClient(async (client) => {
        const made = newInvitationShape.parse(
          await send(client, "/api/invitations", "POST", { email, role }),
        );
        if (json) return write(made);
        say(openable(made.link));
      }),
    );

  users
    .command("reset")
    .description("Print a link with which a member sets a new password; it is good once, for a day")
    .argument("<email>")
    .addOption(printsJson())
    .action((email: string, { json }: JsonOption) =>
      withClient(async (client) => {
        const { members } = memberListShape.parse(await send(client, "/api/members", "GET"));
        const member = members.find((one) => one.email === email.trim().toLowerCase());
        if (!member) {
          const known = members.map((one) => one.email).join(", ");
          throw new PatchbayError(
            "access/not-found",
            `No member is ${email}; there are: ${known}.`,
          );
        }
        const path = `/api/members/${member.id}/password`;
        const made = passwordLinkShape.parse(await send(client, path, "POST", {}));
        if (json) return write(made);
        say(openable(made.link));
      }),
    );
}
