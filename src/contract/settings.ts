import { z } from "zod";
import { rightShape } from "./access.ts";
import { webhookShape } from "./webhook.ts";

/** Characters that go into a header: keys and client secrets. */
const plain = z
  .string()
  .trim()
  .min(1)
  .max(4_000)
  .regex(/^[\x21-\x7e]+$/, "Plain characters without blanks: paste it whole, and nothing else");

export const modelApi = z.enum(["responses", "chat"]);
export type ModelApi = z.output<typeof modelApi>;

/** A server of models, and one of them. */
const hostedModel = z.strictObject({
  kind: z.literal("hosted"),
  /** Absent for OpenAI itself. */
  baseUrl: z
    .url({ protocol: /^https?$/, error: "A web address such as http://localhost:11434/v1" })
    .max(500)
    .optional(),
  api: modelApi,
  id: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[\x21-\x7e]+$/, "The id as the server has it, without blanks"),
  /** Left out, the one that is kept stays, as long as the server does. */
  key: plain.optional(),
  /** Requests may go into this network, or without encryption, to this one server. */
  allowPrivateNetwork: z.literal(true).optional(),
});

export const modelBody = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("builtin") }),
  hostedModel,
]);
export type ModelBody = z.output<typeof modelBody>;

/** Tried without being kept. */
export const modelTestBody = hostedModel;
export type HostedModelBody = z.output<typeof hostedModel>;
export const modelListBody = hostedModel.omit({ id: true });
export type ModelListBody = z.output<typeof modelListBody>;

export const modelSettingShape = z.object({
  kind: z.enum(["builtin", "hosted"]),
  id: z.string().optional(),
  baseUrl: z.string().optional(),
  api: modelApi.optional(),
  /** Whether a key is kept; it is never given out. */
  hasKey: z.boolean(),
  /** Its last four characters, of a long one. */
  keyEnds: z.string().optional(),
  allowPrivateNetwork: z.boolean(),
  /** Variables of the environment that decide it: then the page cannot. */
  setBy: z.array(z.string()),
  /** Why what is kept is not used. */
  problem: z.string().optional(),
});
export type ModelSettingView = z.output<typeof modelSettingShape>;

export const modelTestShape = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("answered"),
    ms: z.number(),
    /** As the server names itself. */
    model: z.string(),
  }),
  z.object({
    status: z.literal("failed"),
    why: z.enum([
      "key",
      "model",
      "address",
      "unreachable",
      "private-network",
      "quota",
      "server",
      "refused",
      "unreadable",
    ]),
    /** What it is, and what to do. */
    detail: z.string(),
  }),
]);
export type ModelTest = z.output<typeof modelTestShape>;

/** Ids that the server lists; none where it has no list. */
export const modelListShape = z.object({ models: z.array(z.string()) });

/** An OAuth client as it is entered. */
export const providerClientBody = z.strictObject({
  clientId: plain,
  /** Left out, the one that is kept stays, as long as the id does. */
  clientSecret: plain.optional(),
  /** What signs the provider's events, where that is not the client's secret; left out, it stays. */
  signingSecret: plain.optional(),
});
export type ProviderClientBody = z.output<typeof providerClientBody>;

const providerModeShape = z.enum(["live", "sandbox"]);

export const providerSummaryShape = z.object({
  id: z.string(),
  name: z.string(),
  mode: providerModeShape,
  /** Variables of the environment that decide it. */
  setBy: z.array(z.string()),
  /** Accounts that were connected in the present mode, and in the other. */
  connected: z.number(),
  kept: z.number(),
});
export type ProviderSummary = z.output<typeof providerSummaryShape>;
export const providerListShape = z.object({ providers: z.array(providerSummaryShape) });

const scopeListShape = z.object({
  /** How many scopes that are. */
  count: z.number(),
  /** In the form that the provider's console takes. */
  text: z.string(),
});

export const providerSetUpShape = providerSummaryShape.extend({
  /** Tools that it signs in to. */
  connectors: z.array(z.object({ id: z.string(), name: z.string() })),
  redirectUri: z.string(),
  /** Why the provider would not register that address. */
  redirectProblem: z.string().optional(),
  console: z.string(),
  labels: z.object({ id: z.string(), secret: z.string() }),
  steps: z.array(z.string()),
  enterAs: z.string(),
  /** What the functions that there are need; and all that the catalog may ever ask for. */
  scopes: z.object({ needed: scopeListShape, all: scopeListShape }),
  clientId: z.string().optional(),
  hasSecret: z.boolean(),
  secretEnds: z.string().optional(),
  /** Whether the provider signs events with a secret of its own, and whether that is kept. */
  signing: z.object({ isKept: z.boolean() }).optional(),
  /** Why what is kept is not used. */
  problem: z.string().optional(),
  webhook: webhookShape.optional(),
  docs: z.array(z.string()),
});
export type ProviderSetUp = z.output<typeof providerSetUpShape>;

export const clientTestShape = z.object({
  status: z.enum(["works", "wrong", "unclear", "unreachable"]),
  detail: z.string(),
  redirect: z.enum(["registered", "not-registered", "unknown"]),
});
export type ClientTest = z.output<typeof clientTestShape>;

export const apiKeyName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}\p{Cf}]+$/u, "A name of plain characters");
export const apiKeyBody = z.strictObject({
  name: apiKeyName,
  /** What it may do; never more than whoever makes it. */
  scopes: z.array(rightShape).min(1).default(["use"]),
  /** Until when it is good; without end where it is left out. */
  endsAt: z.iso.datetime().optional(),
});
export const apiKeyShape = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().optional(),
  /** Absent for one of the time before keys had scopes: it may do all but manage keys. */
  scopes: z.array(rightShape).optional(),
  endsAt: z.string().optional(),
  /** Who made it, where that is a person of this workspace. */
  madeBy: z.string().optional(),
});
export type ApiKeyView = z.output<typeof apiKeyShape>;
export const apiKeyListShape = z.object({
  keys: z.array(apiKeyShape),
  /** What a key of one's own may do at most. */
  scopes: z.array(rightShape),
  /** The key that the command line uses; for who may replace it. */
  file: z.object({ path: z.string() }).optional(),
});
/** The key itself, which is shown this once. */
export const newApiKeyShape = apiKeyShape.extend({ key: z.string() });
export const fileKeyShape = z.object({ path: z.string(), key: z.string() });

export const dataViewShape = z.object({
  version: z.string(),
  folder: z.string(),
  functionsFolder: z.string(),
  /** Of all files in the folder. */
  bytes: z.number(),
  /** Where the encryption key comes from. */
  encryptionKey: z.object({ from: z.enum(["environment", "file"]), path: z.string().optional() }),
  runRetentionDays: z.number(),
  publicUrl: z.string(),
});
export type DataView = z.output<typeof dataViewShape>;
