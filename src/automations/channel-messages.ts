import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import { createSecret } from "../core/ids.ts";

/**
 * Messages of Google's channels. They carry no signature and no content: what proves them is the
 * secret that was given when the channel was opened, and all they say is that it is worth asking.
 * https://developers.google.com/workspace/calendar/api/guides/push
 */

/** What is kept of an open channel; its secret only as a hash. */
export interface KnownChannel {
  readonly tokenHash: string;
  /** What the watch answered. */
  readonly resourceId: string;
}

export type ChannelMessage =
  /** The channel is open; nothing has happened. */
  | { readonly status: "sync" }
  | { readonly status: "changed" }
  | { readonly status: "refused"; readonly why: string };

/** A channel to open, with what is to be kept of its secret. */
export function newChannel(): {
  readonly id: string;
  readonly token: string;
  readonly tokenHash: string;
} {
  const token = createSecret();
  return { id: randomUUID(), token, tokenHash: digestOf(token).toString("hex") };
}

/** Of which channel a message is, to look it up by; undefined where it is no message of one. */
export function channelIdIn(headers: Headers): string | undefined {
  return headers.get("x-goog-channel-id") ?? undefined;
}

/** Judges a message against the channel of its id. Messages may repeat and come in any order. */
export function readChannelMessage(
  headers: Headers,
  known: KnownChannel | undefined,
): ChannelMessage {
  if (!known) return { status: "refused", why: "no such channel is open" };
  const token = digestOf(headers.get("x-goog-channel-token") ?? "");
  const expected = Buffer.from(known.tokenHash, "hex");
  if (expected.length !== token.length || !timingSafeEqual(token, expected))
    return { status: "refused", why: "the token is not the channel's" };
  if (headers.get("x-goog-resource-id") !== known.resourceId)
    return { status: "refused", why: "the resource is not the channel's" };
  const state = headers.get("x-goog-resource-state");
  if (state === null) return { status: "refused", why: "it does not say what happened" };
  return { status: state === "sync" ? "sync" : "changed" };
}

function digestOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
