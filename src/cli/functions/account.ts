import type { Command } from "commander";
import { type AccountUse, type FunctionView, functionShape } from "../../contract/function.ts";
import { PatchbayError } from "../../core/errors.ts";
import { send } from "../client.ts";
import { note, sayTable, write } from "../terminal.ts";
import { getFunction, pathOf } from "./api.ts";
import { type CommandDependencies, type Json, examples, jsonOption } from "./options.ts";
import { scopeLines } from "./report.ts";

interface AccountOptions extends Json {
  readonly step?: readonly string[];
}

/** `account`: with which account a function acts, and a choice of another. */
export function accountCommand(functions: Command, { withClient }: CommandDependencies): void {
  functions
    .command("account")
    .description("Show with which accounts a function acts, or choose another")
    .argument("<name>")
    .argument(
      "[account]",
      "slack:support, slack for the default, slack:user for the one of whoever calls",
    )
    .option("--step <step...>", "these steps alone, and none else of the tool")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      examples(
        "account postToSales",
        "account postToSales slack:support",
        "account postToSales slack:user --step message",
      ),
    )
    .action((name: string, account: string | undefined, { step, json }: AccountOptions) =>
      withClient(async (client) => {
        const before = await getFunction(client, name);
        if (account === undefined) {
          if (json) write(before.accounts ?? []);
          else sayAccounts(before);
          return;
        }
        const accounts = chosen(before, account, step);
        const ifMatch = { "if-match": `"${before.etag}"` };
        const answer = await send(
          client,
          pathOf(before.name, "accounts"),
          "PATCH",
          { accounts },
          ifMatch,
        );
        const after = functionShape.parse(answer);
        if (json) return write(after);
        sayAccounts(after);
        note(
          after.version === before.version
            ? `${after.name} is as it was, at version ${after.version}.`
            : `This is version ${after.version}; to go back: patchbay functions restore ${after.name} ${before.version}`,
        );
        for (const one of after.missing ?? [])
          for (const line of scopeLines(one)) note(`Not granted yet: ${line}`);
      }),
    );
}

function sayAccounts({ name, accounts = [] }: FunctionView): void {
  if (accounts.length === 0) note(`${name} works without an account.`);
  sayTable(
    accounts.map(({ step, use, provider, account }) => [
      ...(step === undefined ? [] : [step]),
      use,
      account === undefined ? `${provider} (default)` : `${provider}:${account}`,
    ]),
  );
}

/** By step, what a word such as `slack:support` chooses. */
function chosen(
  { name, origin, accounts = [] }: FunctionView,
  account: string,
  steps: readonly string[] | undefined,
): Readonly<Record<string, string | null>> {
  const [tool = "", called] = account.split(":");
  const ofTool = accounts.filter(({ provider, connector }) => [provider, connector].includes(tool));
  const own = ofTool.flatMap(({ step }) => step ?? []);
  if (ofTool.length === 0)
    throw new PatchbayError(
      "function/account",
      `${name} does nothing with an account of "${tool}"; there are: ${[...new Set(accounts.map(toolOf))].join(", ") || "none"}.`,
    );
  const stray = steps?.find((step) => origin === "flow" && !own.includes(step));
  if (stray !== undefined)
    throw new PatchbayError(
      "function/account",
      `"${stray}" is no step of ${name} that uses ${tool}; there are: ${own.join(", ")}.`,
    );
  return Object.fromEntries((steps ?? own).map((step) => [step, called ?? null]));
}

const toolOf = ({ provider }: AccountUse) => provider;
