import { randomBytes } from "node:crypto";
import type { Vault } from "../connections/vault.ts";
import type { Automation } from "./state.ts";

/** Keeps an automation's secret so that only the server can read it. */
export function createSecretBox({
  vault,
  appId,
}: {
  readonly vault: Vault;
  readonly appId: string;
}) {
  const contextOf = (id: string) => ({ appId, row: id, purpose: "automation" }) as const;
  return {
    seal: (id: string, secret: string): string => vault.encrypt(secret, contextOf(id)),
    /** Undefined where it has none. */
    open({ id, secret }: Pick<Automation, "id" | "secret">): string | undefined {
      return secret === undefined ? undefined : vault.decrypt(secret, contextOf(id));
    },
  };
}

export type SecretBox = ReturnType<typeof createSecretBox>;

/** A secret as Standard Webhooks writes them: 32 random bytes. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}
