import type { Catalog } from "../catalog/catalog.ts";
import { connectorOf } from "../catalog/operation.ts";
import type { AccountUse } from "../contract/function.ts";
import { PatchbayError } from "../core/errors.ts";
import { withoutChoice } from "../flow/check-accounts.ts";
import { type Flow, flowSchema, ownAccount } from "../flow/schema.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import { accountHeader } from "./account-header.ts";

type Version = Pick<FunctionVersion, "name" | "flow" | "origin" | "approvals">;
type Call = Pick<AccountUse, "step" | "use" | "account">;

/** All that a version does with tools that can have several accounts, in the order of its steps or calls. */
export function accountUsesOf(version: Version, catalog: Catalog): readonly AccountUse[] {
  const { flow, origin, approvals } = version;
  const calls =
    flow && origin === "flow"
      ? callsOf(flow)
      : approvals.map(({ operation, account }) => ({ use: operation, account }));
  const uses = calls.flatMap((call) => useOf(call, catalog) ?? []);
  return [...new Map(uses.map((one) => [`${one.step} ${one.use} ${one.account}`, one])).values()];
}

/** The names that they say, by provider; each provider is there. */
export function namesIn(uses: readonly AccountUse[]): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    Array.from(
      Map.groupBy(uses, ({ provider }) => provider),
      ([provider, all]) => [
        provider,
        new Set(
          all.flatMap(({ account }) =>
            account === undefined || account === ownAccount ? [] : [account],
          ),
        ),
      ],
    ),
  );
}

/**
 * The flow of a version with other accounts; null is the default. Throws `function/account` where a
 * step is not there or has no account to choose, and where the code says it itself.
 */
export function withAccounts(
  version: Version,
  chosen: Readonly<Record<string, string | null>>,
  catalog: Catalog,
): Flow {
  const { name, flow, origin } = version;
  if (!flow || origin !== "flow")
    throw new PatchbayError(
      "function/account",
      `The code of "${name}" was edited by hand and says itself which account a call takes: give fetch the header ${accountHeader}, such as ${accountHeader}: support, or ${accountHeader}: user for the account of whoever calls. Without it a call takes the default.`,
    );
  const known = accountUsesOf(version, catalog).map(({ step = "" }) => step);
  const unknown = Object.keys(chosen).find((step) => !known.includes(step));
  if (unknown !== undefined)
    throw new PatchbayError(
      "function/account",
      `"${name}" has no step "${unknown}" with an account to choose; there are: ${known.join(", ") || "none"}.`,
      { where: "accounts" },
    );
  const { trigger } = flow;
  const withChosen = (
    { account: before, ...of }: { account?: string | undefined },
    step: string,
  ) => {
    const account = chosen[step] === undefined ? before : chosen[step];
    return { ...of, ...(account == null ? {} : { account }) };
  };
  // Through the schema, so that the content has the order of keys, and the tag, that it always has.
  return flowSchema.parse({
    ...flow,
    trigger: trigger.type === "event" ? withChosen(trigger, "trigger") : trigger,
    steps: flow.steps.map((step) => withChosen(step, step.id)),
  });
}

function callsOf({ trigger, steps }: Flow): readonly Call[] {
  const started =
    trigger.type === "event"
      ? [{ step: "trigger", use: trigger.event, account: trigger.account }]
      : [];
  return [...started, ...steps.map(({ id, use, account }) => ({ step: id, use, account }))];
}

function useOf({ step, use, account }: Call, catalog: Catalog): AccountUse | undefined {
  const provider = catalog.providerOf(use);
  const title = (catalog.find(use) ?? catalog.event(use))?.title;
  if (!provider || title === undefined || withoutChoice(use, catalog) !== undefined)
    return undefined;
  return {
    ...(step === undefined ? {} : { step }),
    use,
    title,
    connector: connectorOf(use),
    provider: provider.id,
    ...(account === undefined ? {} : { account }),
  };
}
