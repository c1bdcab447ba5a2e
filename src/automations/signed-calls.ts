import { createHash } from "node:crypto";
import type { Vault } from "../connections/vault.ts";
import type { SigningSecretView } from "../contract/function.ts";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import type { SigningSecretStore } from "../store/signing-secrets.ts";
import { newWebhookSecret } from "./secret-box.ts";
import { type WebhookCall, isStandardSigned, toleranceMs } from "./webhook-schemes.ts";

interface SignedCallsDependencies {
  readonly store: SigningSecretStore;
  /** The name that a function has now, for one that it had before. */
  readonly resolve: (name: string) => Promise<string>;
  readonly vault: Vault;
  readonly clock: Clock;
}

/** A call that proved itself. */
export interface AcceptedCall {
  readonly functionId: string;
  /** It came to nothing: the sender may send it again. */
  release(): Promise<void>;
}

/** How long the secret before counts beside a new one, for senders that change over. */
export const overlapMs = 24 * 60 * 60_000;
const forgetEveryMs = 60_000;

/**
 * Calls of a function that are signed in place of having a key (Standard Webhooks,
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 */
export function createSignedCalls({ store, resolve, vault, clock }: SignedCallsDependencies) {
  let forgottenAt = 0;

  const contextOf = (row: string) => ({ appId: store.appId, row, purpose: "signing" }) as const;

  async function idOf(name: string): Promise<string> {
    const id = await store.functionId(await resolve(name));
    if (id !== undefined) return id;
    throw new PatchbayError("function/not-found", `There is no function "${name}".`);
  }

  async function secretsOf(functionId: string): Promise<readonly string[]> {
    const found = await store.find(functionId);
    if (!found) return [];
    const sealed = [found.secret, ...(found.previous === undefined ? [] : [found.previous])];
    return sealed.map((one) => vault.decrypt(one, contextOf(functionId)));
  }

  async function take(functionId: string, id: string): Promise<AcceptedCall> {
    const now = clock.now();
    if (now - forgottenAt > forgetEveryMs) {
      forgottenAt = now;
      await store.forget();
    }
    const hash = createHash("sha256").update(`${functionId}.${id}`).digest("hex");
    // A time as far ahead as is taken can be sent until it is as far behind.
    if (await store.take(hash, new Date(now + 2 * toleranceMs)))
      return { functionId, release: () => store.release(hash) };
    throw new PatchbayError(
      "request/replayed",
      "A call with this webhook-id was taken already, and runs once.",
    );
  }

  return {
    /** Throws `request/bad-signature`, whatever is wrong with it, and `request/replayed`. */
    async accept(name: string, call: WebhookCall): Promise<AcceptedCall> {
      const functionId = await store.functionId(await resolve(name));
      const secrets = functionId === undefined ? [] : await secretsOf(functionId);
      const isSigned = secrets.some((secret) => isStandardSigned(call, secret, clock.now()));
      const id = call.headers.get("webhook-id");
      if (functionId !== undefined && isSigned && id !== null) return take(functionId, id);
      throw new PatchbayError(
        "request/bad-signature",
        "The call is not signed with the function's secret: webhook-id, webhook-timestamp (within five minutes) and webhook-signature over the body, as Standard Webhooks has it.",
      );
    },
    async view(name: string): Promise<SigningSecretView> {
      const found = await store.find(await idOf(name));
      if (!found) return { isThere: false };
      const { createdAt, previousUntil } = found;
      return {
        isThere: true,
        createdAt,
        ...(previousUntil === undefined ? {} : { previousUntil }),
      };
    },
    /** Makes one, in place of the one before, which counts for a day more. Given this once. */
    async renew(name: string): Promise<string> {
      const id = await idOf(name);
      const secret = newWebhookSecret();
      await store.put(id, vault.encrypt(secret, contextOf(id)), new Date(clock.now() + overlapMs));
      return secret;
    },
    /** From now on no signature counts. */
    async end(name: string): Promise<void> {
      await store.remove(await idOf(name));
    },
  };
}

export type SignedCalls = ReturnType<typeof createSignedCalls>;
