import type { AddIntegration, IntegrationPreview } from "../../../src/contract/integration.ts";
import { nameOf, slugOf } from "./slug.ts";

/** Where a document comes from. */
export type Source = { readonly url: string } | { readonly document: string };

/** What a person decides on before a tool is added. */
export interface Draft {
  readonly name: string;
  readonly id: string;
  readonly server: string;
  readonly operations: ReadonlySet<string>;
  readonly headers: readonly Header[];
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Header {
  readonly key: number;
  readonly name: string;
  readonly value: string;
}

/** As many as can be chosen. */
export const maxOperations = 500;

type Operation = IntegrationPreview["operations"][number];

export function usable({ unsupported }: Operation): boolean {
  return unsupported === undefined;
}

/** What is proposed for a document: all that works of it. */
export function draftOf({ title, servers, operations }: IntegrationPreview): Draft {
  return {
    name: nameOf(title),
    id: slugOf(title),
    server: servers[0] ?? "",
    operations: chosenOf(operations),
    headers: [],
    clientId: "",
    clientSecret: "",
  };
}

/** The names of those that can be used, as many as can be chosen. */
export function chosenOf(operations: readonly Operation[]): ReadonlySet<string> {
  return new Set(
    operations
      .filter(usable)
      .slice(0, maxOperations)
      .map(({ name }) => name),
  );
}

/** What the server takes. */
export function bodyOf(source: Source, preview: IntegrationPreview, draft: Draft): AddIntegration {
  const { name, id, server, operations, headers, clientId, clientSecret } = draft;
  const given = headers.filter((one) => one.name.trim() !== "");
  const isOAuth =
    preview.schemes.find(({ scheme }) => scheme === preview.scheme)?.kind === "oauth2";
  return {
    ...source,
    id: id.trim(),
    name: name.trim(),
    ...(server.trim() === "" ? {} : { server: server.trim() }),
    scheme: preview.scheme,
    operations: [...operations],
    ...(given.length === 0
      ? {}
      : { headers: Object.fromEntries(given.map((one) => [one.name.trim(), one.value.trim()])) }),
    ...(isOAuth && clientId !== "" && clientSecret !== ""
      ? { client: { id: clientId.trim(), secret: clientSecret.trim() } }
      : {}),
  };
}
