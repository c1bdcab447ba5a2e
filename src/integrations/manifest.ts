import { z } from "zod";
import type { Connector, ScopeInfo } from "../catalog/connector.ts";
import type { Provider, TokenAnswer } from "../catalog/provider.ts";
import { PatchbayError } from "../core/errors.ts";
import { plainLine } from "../core/plain-text.ts";
import { type AuthChoice, authChoices } from "./auth.ts";
import type { ApiDocument } from "./document.ts";
import { type Candidate, candidatesOf, operationOf, secureAddress } from "./operations.ts";

/** What a person decided on when they added a tool of their own. */
export interface IntegrationPlan {
  /** Id of connector and provider. */
  readonly id: string;
  readonly name: string;
  /** Address of the API, without a slash at the end. */
  readonly server: string;
  /** A way to sign in by its name in the document, or `none`. */
  readonly scheme: string;
  /** Names of the operations, as the preview gives them. */
  readonly operations: readonly string[];
  /** Sent with every call. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A tool of the user's, as the catalog has them. */
export interface Manifest {
  readonly connector: Connector;
  readonly provider: Provider;
}

export const serverShape = z
  .url({ protocol: /^https?$/ })
  .refine((text) => {
    const { search, hash, username, password, pathname } = new URL(text);
    const isBare = search === "" && hash === "" && username === "" && password === "";
    return isBare && !pathname.includes("*");
  }, "An address without query, user name, password or star")
  .transform((text) => text.replace(/\/+$/, ""));

/** Addresses of the API that the document names, with what it proposes in their gaps. */
export function serversIn(document: ApiDocument, documentUrl?: string): readonly string[] {
  return (document.servers ?? []).flatMap(({ url, variables = {} }) => {
    const filled = url.replaceAll(
      /\{([^}]+)\}/g,
      (gap, name: string) => variables[name]?.default ?? gap,
    );
    const address = URL.canParse(filled, documentUrl) ? new URL(filled, documentUrl).href : filled;
    const { data } = serverShape.safeParse(address);
    return data === undefined ? [] : [data];
  });
}

/** What a key opens has no names: one permission stands for all of it. */
const keyScope = "key";

/** Makes connector and provider of a document and what was decided. Throws `integration/invalid`. */
export function manifestOf(document: ApiDocument, plan: IntegrationPlan): Manifest {
  const auth = choiceOf(document, plan.scheme);
  const candidates = candidatesOf(document, auth, Object.keys(plan.headers ?? {}));
  const { host, pathname } = new URL(plan.server);
  const target = {
    integration: plan.id,
    host,
    basePath: pathname.replace(/\/+$/, ""),
    docs: secureAddress(document.externalDocs?.url) ?? `https://${host}`,
    version: document.openapi,
    ...(auth.kind === "oauth2" || auth.kind === "none" ? {} : { keyScope }),
  };
  const chosen = plan.operations.map((method) => chosenFrom(candidates, method));
  const operations = chosen.map((candidate) => operationOf(candidate, target));
  return {
    connector: {
      id: plan.id,
      name: plan.name,
      category: "custom",
      description: firstSentence(document.info.description) ?? plainLine(document.info.title),
      logo: plainLogo,
      provider: plan.id,
      examples: [],
      events: [],
      helper: { name: helperName(plan.id), template: "api", takes: "url" },
      scopes: scopesOf(
        auth,
        plan.name,
        operations.flatMap(({ scopes }) => scopes.user ?? []).flat(),
      ),
      operations,
      words: [plan.name.toLowerCase(), plan.id],
    },
    provider: providerOf(plan, auth, host, target.docs),
  };
}

/** One for each tool: code is read back by it. */
const helperName = (id: string) => `call${id.charAt(0).toUpperCase()}${id.slice(1)}`;

export function choiceOf(document: ApiDocument, scheme: string): AuthChoice {
  const choices = authChoices(document);
  const found = choices.find((one) => one.scheme === scheme);
  if (found) return found;
  throw new PatchbayError(
    "integration/invalid",
    `The document has no way to sign in called "${scheme}" that is known here; there are: ${choices.map((one) => one.scheme).join(", ")}.`,
    { where: "scheme" },
  );
}

function chosenFrom(candidates: readonly Candidate[], method: string): Candidate {
  const found = candidates.find((one) => one.method === method);
  if (found && found.unsupported === undefined) return found;
  throw new PatchbayError(
    "integration/invalid",
    found
      ? `"${method}" cannot be used: ${found.unsupported}.`
      : `The document has no operation "${method}". The preview lists those there are.`,
    { where: "operations" },
  );
}

/** Characters of a document's words on a scope that stand on the card. */
const maxSentence = 160;

function scopesOf(auth: AuthChoice, name: string, used: readonly string[]): readonly ScopeInfo[] {
  const info = (scope: string, sentence: string): ScopeInfo => {
    const writes =
      /write|manage|admin|create|update|delete|full|all/i.test(scope) || scope === keyScope;
    return {
      scope,
      sentence,
      sensitivity: writes ? "write" : "read-content",
      access: writes ? "write" : "read",
      tokens: ["user"],
      source:
        auth.authorizationUrl ?? "https://spec.openapis.org/oas/v3.1.1#security-scheme-object",
    };
  };
  if (auth.kind !== "oauth2")
    return auth.kind === "none"
      ? []
      : [info(keyScope, `Use ${name} with your key, for the operations that you approve`)];
  const named = new Map(Object.entries(auth.scopes ?? {}));
  return [...new Set([...named.keys(), ...used])].map((scope) => {
    const [first = ""] = (named.get(scope) ?? "").trim().split("\n");
    const sentence = plainLine(first).slice(0, maxSentence);
    return info(scope, sentence.replace(/\.$/, "") || `Use ${name}: ${scope}`);
  });
}

function providerOf(plan: IntegrationPlan, auth: AuthChoice, host: string, docs: string): Provider {
  return {
    id: plan.id,
    name: plan.name,
    env: plan.id.toUpperCase(),
    authorizeUrl: auth.authorizationUrl ?? "",
    tokenUrl: auth.tokenUrl ?? "",
    apiHosts: [host],
    scopeParameters: { user: "scope" },
    scopeSeparator: " ",
    pkce: true,
    clientAuthentication: "client_secret_post",
    ...(auth.kind === "oauth2" ? {} : { key: keyOf(auth) }),
    readTokens: (answer) => readTokens(answer, plan),
    readError: ({ error }) => (typeof error === "string" ? error : undefined),
    reconnectErrors: ["invalid_grant", "invalid_token"],
    goneErrors: ["invalid_token"],
    sharedGrant: false,
    docs,
  };
}

function keyOf({ kind, place }: AuthChoice): NonNullable<Provider["key"]> {
  if (kind === "basic")
    return { kind: "basic", in: "header", name: "authorization", prefix: "Basic " };
  if (kind === "api-key" && place) return { kind: "key", ...place, prefix: "" };
  if (kind === "bearer")
    return { kind: "key", in: "header", name: "authorization", prefix: "Bearer " };
  return { kind: "none" };
}

const tokensShape = z.looseObject({
  access_token: z.string(),
  refresh_token: z.string().nullish(),
  expires_in: z.coerce.number().nullish(),
  scope: z.string().nullish(),
});

/** RFC 6749 5.1; it says nothing on whose account it is, so the tool itself stands for it. */
function readTokens(
  answer: Readonly<Record<string, unknown>>,
  { id, name }: IntegrationPlan,
): TokenAnswer {
  const { success, data } = tokensShape.safeParse(answer);
  if (!success) return { tokens: [] };
  return {
    tokens: [
      {
        kind: "user",
        accessToken: data.access_token,
        ...(data.refresh_token ? { refreshToken: data.refresh_token } : {}),
        ...(data.expires_in ? { expiresIn: data.expires_in } : {}),
        ...(data.scope ? { scopes: data.scope.split(/[\s,]+/).filter(Boolean) } : {}),
      },
    ],
    account: { id, label: name },
  };
}

function firstSentence(text: string | undefined): string | undefined {
  const [first = ""] = plainLine(text ?? "").split(/(?<=\.)\s/);
  const plain = first.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/\.$/, "");
  return plain === "" || plain.length > 120 ? undefined : plain;
}

/** A plug. */
const plainLogo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#475569" stroke-width="2" stroke-linecap="round"><path d="M9 3v5M15 3v5M7 8h10v3a5 5 0 0 1-10 0zM12 16v5"/></svg>`;
