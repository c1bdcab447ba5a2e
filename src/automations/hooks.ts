import { createHash } from "node:crypto";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import type { DeliveryStore } from "../store/deliveries.ts";
import { type ChannelMessage, readChannelMessage } from "./channel-messages.ts";
import { newDelivery } from "./due.ts";
import type { SecretBox } from "./secret-box.ts";
import type { Automation, Automations } from "./state.ts";
import { type WebhookCall, schemeOf, webhookSchemes } from "./webhook-schemes.ts";

interface HooksDependencies {
  readonly automations: Pick<Automations, "find">;
  readonly deliveries: Pick<DeliveryStore, "keep" | "newId">;
  readonly secrets: SecretBox;
  readonly clock: Clock;
  readonly wake: () => void;
  readonly poke: (id: string) => Promise<void>;
}

/** Starts of one automation that may wait; a sender of more is told to come again. */
export const maxWaiting = 1_000;
const retryAfterSeconds = 60;
const maxKeyLength = 200;

export type HookAnswer =
  | { readonly status: "accepted"; readonly delivery: string; readonly duplicate: boolean }
  /** A message of a channel; it holds nothing itself. */
  | { readonly status: "told" };

/** Takes calls of the addresses of automations. */
export function createHooks({
  automations,
  deliveries,
  secrets,
  clock,
  wake,
  poke,
}: HooksDependencies) {
  async function called(automation: Automation, call: WebhookCall): Promise<HookAnswer> {
    const secret = secrets.open(automation);
    const scheme = secret === undefined ? undefined : schemeOf(call, secret, clock.now());
    if (!scheme)
      throw new PatchbayError(
        "hook/refused",
        `The call does not prove that it comes from who knows the secret of this address. One of these does: ${webhookSchemes.map(({ name }) => name).join("; ")}.`,
      );
    const key = scheme.key(call);
    const [kept] = await deliveries.keep(
      [
        newDelivery(
          {
            automation: automation.id,
            // Without a name for it each call is one of its own: two equal orders are two orders.
            key: key === undefined ? deliveries.newId() : shortened(key),
            payload: bodyOf(call),
          },
          automation,
        ),
      ],
      { maxWaiting },
    );
    if (!kept || kept.status === "full")
      throw new PatchbayError(
        "hook/full",
        `${maxWaiting} calls wait for this function already. Send it again in ${retryAfterSeconds} seconds.`,
        { extra: { retryAfter: retryAfterSeconds } },
      );
    wake();
    return { status: "accepted", delivery: kept.id, duplicate: kept.status === "duplicate" };
  }

  return {
    /** Throws `hook/not-found`, `hook/refused` and `hook/full`; it is kept once this settles. */
    async receive(id: string, call: WebhookCall): Promise<HookAnswer> {
      const automation = await automations.find(id);
      if (automation && automation.status !== "off") {
        if (automation.trigger.type === "webhook") return called(automation, call);
        const message = automation.trigger.type === "event" && messageOf(automation, call);
        if (message && message.status !== "refused") {
          if (message.status === "changed") await poke(id);
          return { status: "told" };
        }
      }
      throw new PatchbayError("hook/not-found", "There is nothing at this address.");
    },
  };

  function messageOf(automation: Automation, { headers }: WebhookCall): ChannelMessage | undefined {
    const token = secrets.open(automation);
    if (token === undefined) return undefined;
    const { channel } = automation.state;
    // One that is being opened writes before its answer is kept; the token proves it.
    const isKept = headers.get("x-goog-channel-id") === channel?.id;
    const resourceId = isKept ? channel?.state["resourceId"] : undefined;
    return readChannelMessage(headers, {
      token,
      resourceId: typeof resourceId === "string" ? resourceId : undefined,
    });
  }
}

function shortened(key: string): string {
  return key.length <= maxKeyLength ? key : createHash("sha256").update(key).digest("base64url");
}

/** JSON as what it says, a form as an object, all else as text. */
function bodyOf({ headers, body }: WebhookCall): unknown {
  const text = Buffer.from(body).toString("utf8");
  const type = headers.get("content-type") ?? "";
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) {
    const form = new URLSearchParams(text);
    return Object.fromEntries(
      [...new Set(form.keys())].map((name) => {
        const values = form.getAll(name);
        return [name, values.length === 1 ? values[0] : values];
      }),
    );
  }
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
