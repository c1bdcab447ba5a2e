import { z } from "zod";
import { PatchbayError } from "../core/errors.ts";
import type { SettingStore } from "../store/settings.ts";
import type { Vault } from "./vault.ts";

/** An OAuth client that somebody entered on the page. */
export interface ProviderClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** What signs the provider's events, where that is not the client's secret. */
  readonly signingSecret?: string;
}

/** What is given of it; what is left out stays. */
export interface GivenClient {
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly signingSecret?: string | undefined;
}

interface Kept {
  readonly client?: ProviderClient;
  /** Why what is kept is not used. */
  readonly problem?: string;
}

const prefix = "provider:";
const valueShape = z.object({ clientId: z.string() });
const secretShape = z.object({ clientSecret: z.string(), signingSecret: z.string().optional() });

/** OAuth clients by provider, encrypted; the plain text lives in memory only. */
export function createProviderClients({
  store,
  vault,
}: {
  readonly store: SettingStore;
  readonly vault: Vault;
}) {
  const kept = new Map<string, Kept>();
  const contextOf = (row: string) => ({ appId: store.appId, row, purpose: "setting" }) as const;

  function open(row: string, value: unknown, secret: string | undefined): Kept {
    try {
      const { clientId } = valueShape.parse(value);
      const opened = secretShape.parse(JSON.parse(vault.decrypt(secret ?? "", contextOf(row))));
      const { clientSecret, signingSecret } = opened;
      return {
        client: {
          clientId,
          clientSecret,
          ...(signingSecret === undefined ? {} : { signingSecret }),
        },
      };
    } catch (error) {
      const why = error instanceof PatchbayError ? error.message : "It cannot be read.";
      return { problem: `The client that was entered here is not used: ${why}` };
    }
  }

  return {
    /** Reads what is kept; before that there is none. */
    async load(): Promise<void> {
      const all = await store.all();
      kept.clear();
      for (const [row, { value, secret }] of all)
        if (row.startsWith(prefix)) kept.set(row.slice(prefix.length), open(row, value, secret));
    },
    of: (providerId: string): ProviderClient | undefined => kept.get(providerId)?.client,
    /** Ids of the clients, by provider. */
    ids: (): Readonly<Record<string, string>> =>
      Object.fromEntries(
        Array.from(kept, ([id, { client }]) => [id, client?.clientId ?? ""]).filter(
          ([, clientId]) => clientId !== "",
        ),
      ),
    /** All that is secret of them. */
    secrets: (): readonly string[] =>
      Array.from(kept.values()).flatMap(({ client }) =>
        [client?.clientSecret, client?.signingSecret].filter((one) => one !== undefined),
      ),
    problemOf: (providerId: string): string | undefined => kept.get(providerId)?.problem,
    /** Keeps one in place of the one before. Throws `settings/incomplete` for another id without its secret. */
    async put(providerId: string, given: GivenClient): Promise<void> {
      const before = kept.get(providerId)?.client;
      const clientSecret =
        given.clientSecret ??
        (before?.clientId === given.clientId ? before.clientSecret : undefined);
      if (clientSecret === undefined)
        throw new PatchbayError(
          "settings/incomplete",
          "A client id is of no use without its secret. Enter both.",
          { where: "clientSecret" },
        );
      const signingSecret = given.signingSecret ?? before?.signingSecret;
      const row = `${prefix}${providerId}`;
      const { clientId } = given;
      const client = {
        clientId,
        clientSecret,
        ...(signingSecret === undefined ? {} : { signingSecret }),
      };
      const secret = vault.encrypt(JSON.stringify({ clientSecret, signingSecret }), contextOf(row));
      await store.put(row, { value: { clientId }, secret });
      kept.set(providerId, { client });
    },
    async remove(providerId: string): Promise<void> {
      await store.remove(`${prefix}${providerId}`);
      kept.delete(providerId);
    },
  };
}

export type ProviderClients = ReturnType<typeof createProviderClients>;
