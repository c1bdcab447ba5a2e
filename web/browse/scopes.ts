import type { ConnectorView } from "../../src/contract/catalog.ts";
import type { ConnectionView } from "../../src/contract/connection.ts";

type Scope = ConnectorView["scopes"][number];

/** What is asked for, as whom it usually is: as the app where the tool has that. */
export function sentenceOf({ sentence, sentenceByToken = {}, tokens }: Scope): string {
  return sentenceByToken[tokens.includes("bot") ? "bot" : "user"] ?? sentence;
}

/** Sentences by scope. */
export function sentencesOf(scopes: readonly Scope[]): ReadonlyMap<string, string> {
  return new Map(scopes.map((one) => [one.scope, sentenceOf(one)]));
}

/** What an account grants, whichever token has it. */
export function grantedBy(connection: ConnectionView | undefined): ReadonlySet<string> {
  const { bot = [], user = [] } = connection?.scopes ?? {};
  return new Set([...bot, ...user]);
}
