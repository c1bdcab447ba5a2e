import { resolve } from "node:path";
import { z } from "zod";
import { PatchbayError } from "./core/errors.ts";
import type { OidcSettings } from "./access/oidc.ts";
import type { Provider } from "./catalog/provider.ts";
import type { LogFormat } from "./core/log.ts";
import { isNetwork } from "./server/address.ts";

/** How one provider is reached, as far as the environment says. */
export interface ProviderSettings {
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly authorizeUrl?: string;
  readonly tokenUrl?: string;
  readonly revokeUrl?: string;
  readonly apiBase?: string;
  /** Version of its API, where that is not in the address. */
  readonly apiVersion?: string;
  /** What signs its events, where that is no secret of the client's. */
  readonly signingSecret?: string;
}

export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Where people and providers reach the server, without a slash at the end; by default the address it listens at. */
  readonly publicUrl?: string;
  readonly dataDir: string;
  /** Of Postgres, with its password; SQLite in the data folder where it is absent. */
  readonly databaseUrl?: string;
  readonly encryptionKey?: string;
  /** Absent where the environment says nothing of it: then it is set on the page. */
  readonly model?: ModelSettings;
  /** The variables that say it. */
  readonly modelSetBy: readonly string[];
  readonly providers: Readonly<Record<string, ProviderSettings>>;
  /** Origins of this network, or over plain http, that integrations may call. */
  readonly privateOrigins: readonly string[];
  /** Addresses or networks of proxies before this server, whose word on the client's address is taken. */
  readonly trustedProxies: readonly string[];
  /** Where versions of functions are mirrored to. */
  readonly functionsDir: string;
  /** Days after which the record of a run is deleted. */
  readonly runRetentionDays: number;
  /** Single sign-on, where it is set up. */
  readonly oidc?: OidcSettings;
  readonly logFormat: LogFormat;
  /** What may read `/metrics` and nothing else. */
  readonly metricsToken?: string;
  readonly traces: {
    /** Of a collector that takes OTLP over HTTP; without it there are no traces. */
    readonly endpoint?: string;
    readonly serviceName: string;
  };
}

export type ModelSettings =
  | { readonly kind: "builtin" }
  | {
      readonly kind: "openai";
      readonly id: string;
      readonly apiKey?: string;
      readonly baseUrl?: string;
      readonly api: "responses" | "chat";
    };

const defaultModel = "gpt-5.5";

const url = z
  .url({ protocol: /^https?$/, error: "must be an address such as https://patchbay.example.com" })
  .transform((text) => text.replace(/\/+$/, ""));
const text = z.string().trim().min(1);
const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};
const oneOf = <const Choices extends readonly [string, ...string[]]>(choices: Choices) =>
  z.enum(choices, { error: `must be ${choices.join(" or ")}` });
const environment = z.object({
  HOST: text.default("127.0.0.1"),
  PORT: wholeNumber(0, 65_535).default(4321),
  PUBLIC_URL: url.optional(),
  DATA_DIR: text.default("data"),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, {
      error:
        "must be like postgres://user:password@host:5432/database (or postgresql://); leave it unset to use SQLite",
    })
    .optional(),
  PRIVATE_ORIGINS: z
    .string()
    .default("")
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(url.transform((one) => new URL(one).origin))),
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .refine((list) => list.every(isNetwork), {
      error: "must be a list of IP addresses or networks such as 10.0.0.0/8",
    }),
  FUNCTIONS_DIR: text.default("generated-functions"),
  RUN_RETENTION_DAYS: wholeNumber(1, 3_650).default(30),
  LOG_FORMAT: oneOf(["text", "json"]).default("text"),
  METRICS_TOKEN: text.min(16, { error: "must have at least 16 characters" }).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  OTEL_SERVICE_NAME: text.default("patchbay"),
  ENCRYPTION_KEY: text.optional(),
  OPENAI_API_KEY: text.optional(),
  OPENAI_BASE_URL: url.optional(),
  OPENAI_API: oneOf(["responses", "chat"]).default("responses"),
  MODEL: text.optional(),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: "must be an address such as https://login.example.com" })
    .optional(),
  OIDC_CLIENT_ID: text.optional(),
  OIDC_CLIENT_SECRET: text.optional(),
  OIDC_NAME: text.max(40, { error: "must have at most 40 characters" }).default("single sign-on"),
  OIDC_DOMAINS: z
    .string()
    .default("")
    .transform((list) =>
      list
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    ),
});

/** Reads the settings from the environment; an empty variable counts as not set. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  providers: readonly Provider[],
): Settings {
  const present = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = environment.safeParse(present);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0] ?? "");
    throw new PatchbayError(
      "settings/invalid",
      `${name} ${issue?.message ?? "is not valid"}. Correct it in the environment or in .env.`,
      {
        where: name,
      },
    );
  }
  const values = parsed.data;
  return {
    host: values.HOST,
    port: values.PORT,
    ...(values.PUBLIC_URL === undefined ? {} : { publicUrl: values.PUBLIC_URL }),
    dataDir: resolve(values.DATA_DIR),
    ...databaseSettings(values),
    functionsDir: resolve(values.FUNCTIONS_DIR),
    runRetentionDays: values.RUN_RETENTION_DAYS,
    privateOrigins: values.PRIVATE_ORIGINS,
    logFormat: values.LOG_FORMAT,
    ...(values.METRICS_TOKEN === undefined ? {} : { metricsToken: values.METRICS_TOKEN }),
    traces: {
      serviceName: values.OTEL_SERVICE_NAME,
      ...(values.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? {}
        : { endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT }),
    },
    trustedProxies: values.TRUSTED_PROXIES,
    ...(values.ENCRYPTION_KEY === undefined ? {} : { encryptionKey: values.ENCRYPTION_KEY }),
    ...modelSettings(values),
    ...oidcSettings(values),
    providers: Object.fromEntries(
      providers
        .filter(({ answeredBy }) => answeredBy === undefined)
        .map((provider) => [provider.id, providerSettings(provider, present)]),
    ),
  };
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Whether only this machine reaches the server. Where it is not so, people sign in. */
export function isLocalOnly({ host, publicUrl }: Pick<Settings, "host" | "publicUrl">): boolean {
  return isLoopback(host) && publicUrl === undefined;
}

function oidcSettings(values: z.output<typeof environment>): Pick<Settings, "oidc"> {
  const {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_NAME: name,
    OIDC_DOMAINS: domains,
  } = values;
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined)
    return { oidc: { issuer, clientId, clientSecret, name, domains } };
  const names = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;
  const missing = names.filter((one) => values[one] === undefined);
  if (missing.length === names.length) return {};
  throw new PatchbayError(
    "settings/invalid",
    `${missing.join(" and ")} must be set as well. Set all three, or none for no single sign-on.`,
    { where: missing[0] ?? "" },
  );
}

/** Its password is in it, so it is never part of a message. */
function isPostgresUrl(value: string): boolean {
  const parsed = URL.parse(value);
  if (!parsed || !/^postgres(?:ql)?:$/.test(parsed.protocol)) return false;
  return /^\/[^/]+$/.test(parsed.pathname);
}

/** Processes that share a database share the key of what is encrypted there: it cannot be made by one of them. */
function databaseSettings({
  DATABASE_URL: databaseUrl,
  ENCRYPTION_KEY: key,
}: z.output<typeof environment>): Pick<Settings, "databaseUrl"> {
  if (databaseUrl === undefined) return {};
  if (key !== undefined) return { databaseUrl };
  throw new PatchbayError(
    "settings/invalid",
    "ENCRYPTION_KEY is missing. With DATABASE_URL every server needs the same one, because all of them read " +
      "what is encrypted in the database. Make it once with: openssl rand -base64 32. Moving from SQLite, " +
      "take the one in the file encryption-key of the data folder.",
    { where: "ENCRYPTION_KEY" },
  );
}

function modelSettings(
  values: z.output<typeof environment>,
): Pick<Settings, "model" | "modelSetBy"> {
  const names = ["MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL"] as const;
  const modelSetBy = names.filter((name) => values[name] !== undefined);
  return { modelSetBy, ...(modelSetBy.length > 0 ? { model: modelOf(values) } : {}) };
}

function modelOf(values: z.output<typeof environment>): ModelSettings {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_API: api, MODEL: id } = values;
  if (id === "builtin") return { kind: "builtin" };
  if (apiKey === undefined && baseUrl === undefined) {
    const detail = `MODEL is "${id}", but neither OPENAI_API_KEY nor OPENAI_BASE_URL is set. Set one, or MODEL=builtin.`;
    throw new PatchbayError("settings/invalid", detail, { where: "MODEL" });
  }
  return {
    kind: "openai",
    id: id ?? defaultModel,
    api,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
  };
}

/** What the environment decides of the model; whoever wrote it there has named its server. */
export function fixedModelOf({ model, modelSetBy: setBy }: Settings) {
  if (!model) return undefined;
  if (model.kind === "builtin") return { setBy, model: "builtin" as const };
  const { kind: _, ...hosted } = model;
  return { setBy, model: { ...hosted, allowPrivateNetwork: true as const } };
}

function providerSettings(
  provider: Provider,
  env: Readonly<Record<string, string | undefined>>,
): ProviderSettings {
  const read = (name: string) => env[`${provider.env}_${name}`];
  const readUrl = (name: string) => {
    const value = read(name);
    if (value === undefined) return undefined;
    const parsed = url.safeParse(value);
    if (parsed.success) return parsed.data;
    const variable = `${provider.env}_${name}`;
    throw new PatchbayError(
      "settings/invalid",
      `${variable} is not a web address. Correct it in the environment or in .env.`,
      { where: variable },
    );
  };
  const readVersion = (name: string) => {
    const value = read(name);
    if (value === undefined || /^[\w.-]{1,40}$/.test(value)) return value;
    const variable = `${provider.env}_${name}`;
    throw new PatchbayError(
      "settings/invalid",
      `${variable} is no version such as ${provider.apiVersion?.value}. Correct it in the environment or in .env.`,
      { where: variable },
    );
  };
  const settings = {
    clientId: read("CLIENT_ID"),
    clientSecret: read("CLIENT_SECRET"),
    authorizeUrl: readUrl("AUTHORIZE_URL"),
    tokenUrl: readUrl("TOKEN_URL"),
    revokeUrl: readUrl("REVOKE_URL"),
    apiBase: readUrl("API_BASE"),
    apiVersion: provider.apiVersion && readVersion("VERSION"),
    signingSecret:
      provider.webhooks?.secret === "signing-secret" ? read("SIGNING_SECRET") : undefined,
  };
  if ((settings.clientId === undefined) !== (settings.clientSecret === undefined)) {
    const missing = `${provider.env}_CLIENT_${settings.clientId === undefined ? "ID" : "SECRET"}`;
    throw new PatchbayError(
      "settings/invalid",
      `${missing} is missing beside its other half. Set both, or neither for the sandbox.`,
      { where: missing },
    );
  }
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
