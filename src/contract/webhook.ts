import { z } from "zod";

/** How the events of one provider reach this server. */
export const webhookShape = z.object({
  provider: z.string(),
  name: z.string(),
  /** A stand-in needs no set-up. */
  mode: z.enum(["live", "sandbox"]),
  /** To be entered at the provider. */
  address: z.string(),
  /** Whether the provider can reach that address at all: a public one with https. */
  reachable: z.boolean(),
  /** What the provider signs with. */
  signedWith: z.enum(["client-secret", "signing-secret", "sent-once"]),
  /** Whether that is known here. */
  ready: z.boolean(),
  /** Until then the provider may send it, ISO 8601. */
  openUntil: z.string().nullable(),
  /** What it sent, to be entered there; for half an hour only. */
  verificationToken: z.string().nullable(),
  /** What is done in the provider's console, in this order. */
  steps: z.array(z.string()),
  docs: z.string(),
});
export type WebhookView = z.output<typeof webhookShape>;
export const webhookListShape = z.object({ webhooks: z.array(webhookShape) });
