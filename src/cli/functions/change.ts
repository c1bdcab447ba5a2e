import { type Command, Option } from "commander";
import { functionShape } from "../../contract/function.ts";
import { type ChatOptions, converse } from "../chat.ts";
import { send } from "../client.ts";
import { isTerminal, note, say, write } from "../terminal.ts";
import { getDiff, getFunction, pathOf } from "./api.ts";
import {
  type CommandDependencies,
  type Json,
  examples,
  jsonOption,
  versionNumber,
} from "./options.ts";
import { sayDiff } from "./report.ts";

/** Commands that change a function on the server. */
export function changeCommands(functions: Command, { withClient }: CommandDependencies): void {
  functions
    .command("edit")
    .description("Say what should be different, and see what changed")
    .argument("<name>")
    .argument("<prompt>", "the change, in plain words")
    .option(
      "--yes",
      "take connections through the sandbox's consent and approve what is asked",
      false,
    )
    .addOption(
      new Option("--model <model>", "who answers, in place of the server's own").choices([
        "builtin",
      ]),
    )
    .addOption(jsonOption())
    .addHelpText("after", examples('edit postToSales "Post to #marketing instead"'))
    .action((name: string, prompt: string, options: ChatOptions) =>
      withClient(async (client) => {
        const before = await getFunction(client, name);
        const outcome = await converse(client, prompt, options, before.name);
        // A new name leads on from the old one.
        const after = await getFunction(client, before.name);
        const isChanged = after.version !== before.version;
        const diff = isChanged
          ? await getDiff(client, after.name, before.version, after.version)
          : undefined;
        if (options.json) write({ ...outcome, diff: diff ?? null });
        else {
          if (!isTerminal()) say(outcome.reply);
          if (diff) sayDiff(diff);
          else note(`${before.name} is as it was, at version ${before.version}.`);
          if (!diff && outcome.questions.length > 0)
            note(
              "Only you can decide this: repeat the command on a terminal, where it asks, or answer in the page, where this chat is kept.",
            );
        }
        if (!isChanged) process.exitCode = 1;
      }),
    );
  functions
    .command("restore")
    .description("Make an older version the current one, or bring back a deleted function")
    .argument("<name>")
    .argument("[version]", "left out: the function was deleted and comes back", versionNumber)
    .addOption(jsonOption())
    .action((name: string, version: number | undefined, { json }: Json) =>
      withClient(async (client) => {
        const body = version === undefined ? {} : { version };
        const answer = await send(client, pathOf(name, "restore"), "POST", body);
        const back = functionShape.parse(answer);
        if (json) write(back);
        else if (version === undefined) say(`${back.name} is back, at version ${back.version}.`);
        else
          say(`${back.name} is as in version ${version} again; this is version ${back.version}.`);
      }),
    );
  functions
    .command("rename")
    .description("Give a function another name; calls under the old one keep working")
    .argument("<name>")
    .argument("<new-name>")
    .addOption(jsonOption())
    .action((name: string, to: string, { json }: Json) =>
      withClient(async (client) => {
        const answer = await send(client, pathOf(name, "rename"), "POST", { name: to });
        const renamed = functionShape.parse(answer);
        if (json) write(renamed);
        else say(`${name} is called ${renamed.name} now; calls under the old name keep working.`);
      }),
    );
  functions
    .command("duplicate")
    .description("Make a new function of the current version of another")
    .argument("<name>")
    .argument("<new-name>")
    .addOption(jsonOption())
    .action((name: string, to: string, { json }: Json) =>
      withClient(async (client) => {
        const answer = await send(client, pathOf(name, "duplicate"), "POST", { name: to });
        const copy = functionShape.parse(answer);
        if (json) write(copy);
        else say(`${copy.name} is a copy of ${name}.`);
      }),
    );
  functions
    .command("delete")
    .description("Delete a function; restore brings it back with its versions")
    .argument("<name>")
    .addOption(jsonOption())
    .action((name: string, { json }: Json) =>
      withClient(async (client) => {
        await send(client, pathOf(name), "DELETE");
        if (json) write({ name, deleted: true });
        else say(`${name} is deleted. To have it back: patchbay functions restore ${name}`);
      }),
    );
}
