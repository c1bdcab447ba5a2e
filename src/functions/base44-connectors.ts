import type { Catalog } from "../catalog/catalog.ts";
import { type TokenKind, connectorOf } from "../catalog/operation.ts";
import type { Approval } from "../store/function-version.ts";

/**
 * Our connectors that Base44 has, under the same name:
 * https://docs.base44.com/developers/references/sdk/docs/interfaces/connectors
 */
const shared = [
  "gmail",
  "googlecalendar",
  "googledocs",
  "googledrive",
  "googlemeet",
  "googlesheets",
  "googleslides",
  "googletasks",
  "hubspot",
  "linkedin",
  "notion",
  "salesforce",
  "slack",
  "tiktok",
];

/** What Base44 calls the connection whose token a call takes; undefined where it has none. */
export function base44Type(connector: string, token: TokenKind): string | undefined {
  if (connector === "slack" && token === "bot") return "slackbot";
  return shared.includes(connector) ? connector : undefined;
}

/** Our connector behind one of Base44's types, whose names are ours else. */
export function connectorOfType(type: string): string {
  return type === "slackbot" ? "slack" : type;
}

/** The connections that code gets from Base44's SDK by name. */
export function typesIn(code: string): readonly string[] {
  const calls = code.matchAll(/\bget(?:Connection|AccessToken)\(\s*["'`]([\w-]+)["'`]/g);
  return Array.from(calls, ([, type = ""]) => type);
}

/** Whose token each operation takes in code with these connections, where they leave no doubt. */
export function tokensOfTypes(types: readonly string[], catalog: Catalog): readonly Approval[] {
  const kinds: readonly TokenKind[] = ["bot", "user"];
  return catalog.operations.flatMap(({ id, scopes }) => {
    const meant = kinds.filter(
      (token) => scopes[token] && types.includes(base44Type(connectorOf(id), token) ?? ""),
    );
    const [token] = meant;
    return token && meant.length === 1 ? [{ operation: id, token }] : [];
  });
}
