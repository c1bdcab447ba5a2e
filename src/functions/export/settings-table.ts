import { accountHeader } from "../account-header.ts";
import type { Source } from "../templates.ts";
import type { FunctionVersion } from "../../store/function-version.ts";
import type { Adapter } from "./adapter.ts";
import { scopesUsed } from "./calls.ts";
import { variable } from "./credential.ts";
import { code, codes, plain } from "./markdown.ts";

/** A variable of the environment with what a person should know of it, in Markdown. */
interface Setting {
  readonly name: Source;
  readonly what: Source;
}

/** The variables that an exported function reads: credentials first, then addresses, secrets and its own. */
export function settingsOf(
  version: Pick<FunctionVersion, "code" | "permissions">,
  { calls, secrets, target }: Adapter,
): readonly Setting[] {
  const byVariable = Map.groupBy(calls, ({ credential }) =>
    credential.kind === "variables" ? credential.names.join(" ") : "",
  );
  byVariable.delete("");
  const credentials = Array.from(byVariable, ([names, group]) => ({
    name: {
      source: names
        .split(" ")
        .map((one) => code(one).source)
        .join(" or "),
    },
    what: { source: whatOf(group, scopesUsed(version, group)) },
  }));
  const providers = [...new Set(calls.map(({ provider }) => provider))];
  return [
    ...credentials,
    ...providers.flatMap((provider) => [
      ...(provider.instances
        ? [
            setting(
              variable(provider, "INSTANCE_URL"),
              `The address of the account at ${plain(provider.name).source}, such as ${code(`https://${provider.loginHosts?.example ?? provider.instances.placeholder}`).source}`,
            ),
          ]
        : []),
      ...(target === "base44"
        ? []
        : [
            setting(
              variable(provider, "API_BASE"),
              `Optional: another origin with the paths of ${plain(provider.name).source}'s API, to try it against a stand-in`,
            ),
          ]),
    ]),
    ...Object.entries(secrets).map(([name, hosts]) =>
      setting(name, `The secret of that name, which goes to ${codes(hosts).source} only`),
    ),
    ...[...new Set(readIn(version.code))]
      .filter((name) => !Object.hasOwn(secrets, name))
      .map((name) => setting(name, "Read by the code itself: the secret of that name in Patchbay")),
  ];
}

function setting(name: string, what: string): Setting {
  return { name: code(name), what: { source: what } };
}

function whatOf(group: Adapter["calls"], scopes: readonly string[]): string {
  const [first] = group;
  if (!first) return "";
  const { provider, token, account } = first;
  const name = plain(provider.name).source;
  if (provider.key?.kind === "basic")
    return `User name and password of ${name}, as the base64 of ${code("name:password").source}`;
  if (provider.key) return `The key of ${name}`;
  const kind = Object.keys(provider.scopeParameters).length > 1 ? ` (of the kind ${token})` : "";
  const needs = scopes.length > 0 ? ` with ${codes(scopes).source}` : "";
  const whose =
    account === undefined
      ? ""
      : `, of the account ${code(account).source}: for calls that say ${code(`${accountHeader}: ${account}`).source}, a header that is taken off and never sent,`;
  return `An access token of ${name}${kind}${whose}${needs}; how to get one: <${provider.docs}>`;
}

/** Names that code asks its environment for. */
function readIn(text: string): readonly string[] {
  return Array.from(
    text.matchAll(/\bDeno\.env\.get\(\s*["'`](\w+)["'`]/g),
    ([, name = ""]) => name,
  );
}
