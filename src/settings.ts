import { resolve } from "node:path";
import { z } from "zod";
import { PatchbayError } from "./core/errors.ts";
import type { Provider } from "./catalog/provider.ts";
import type { LogFormat } from "./core/log.ts";

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
  readonly encryptionKey?: string;
  /** Absent where the environment says nothing of it: then it is set on the page. */
  readonly model?: ModelSettings;
  /** The variables that say it. */
  readonly modelSetBy: readonly string[];
  readonly providers: Readonly<Record<string, ProviderSettings>>;
  /** Origins of this network, or over plain http, that integrations may call. */
  readonly privateOrigins: readonly string[];
  /** Where versions of functions are mirrored to. */
  readonly functionsDir: string;
  /** Days after which the record of a run is deleted. */
  readonly runRetentionDays: number;
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

const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ""));
const text = z.string().trim().min(1);
const environment = z.object({
  HOST: text.default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4321),
  PUBLIC_URL: url.optional(),
  DATA_DIR: text.default("data"),
  DATABASE_URL: z
    .string()
    .optional()
    .refine((value) => value === undefined, {
      error: "Postgres is not supported yet; leave it unset to use SQLite",
    }),
  PRIVATE_ORIGINS: z
    .string()
    .default("")
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(url.transform((one) => new URL(one).origin))),
  FUNCTIONS_DIR: text.default("generated-functions"),
  RUN_RETENTION_DAYS: z.coerce.number().int().min(1).max(3_650).default(30),
  LOG_FORMAT: z.enum(["text", "json"]).default("text"),
  METRICS_TOKEN: text.min(16).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  OTEL_SERVICE_NAME: text.default("patchbay"),
  ENCRYPTION_KEY: text.optional(),
  OPENAI_API_KEY: text.optional(),
  OPENAI_BASE_URL: url.optional(),
  OPENAI_API: z.enum(["responses", "chat"]).default("responses"),
  MODEL: text.optional(),
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
      `${name}: ${issue?.message ?? "is not valid"}. Correct it in the environment or in .env.`,
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
    ...(values.ENCRYPTION_KEY === undefined ? {} : { encryptionKey: values.ENCRYPTION_KEY }),
    ...modelSettings(values),
    providers: Object.fromEntries(
      providers
        .filter(({ answeredBy }) => answeredBy === undefined)
        .map((provider) => [provider.id, providerSettings(provider, present)]),
    ),
  };
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
