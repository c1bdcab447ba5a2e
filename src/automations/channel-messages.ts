import { isEqual } from "./webhook-schemes.ts";

/**
 * Messages of Google's channels. They carry no signature and no content: what proves them is the
 * secret that was given when the channel was opened, and all they say is that it is worth asking.
 * https://developers.google.com/workspace/calendar/api/guides/push
 */

/** What is known of a channel. */
export interface KnownChannel {
  readonly token: string;
  /** What the watch answered; its first message may come before that. */
  readonly resourceId?: string | undefined;
}

export type ChannelMessage =
  /** The channel is open; nothing has happened. */
  | { readonly status: "sync" }
  | { readonly status: "changed" }
  | { readonly status: "refused"; readonly why: string };

/** Judges a message against the channel of its address. Messages may repeat and come in any order. */
export function readChannelMessage(
  headers: Headers,
  { token, resourceId }: KnownChannel,
): ChannelMessage {
  if (!isEqual(headers.get("x-goog-channel-token") ?? "", token))
    return { status: "refused", why: "the token is not the channel's" };
  if (resourceId !== undefined && headers.get("x-goog-resource-id") !== resourceId)
    return { status: "refused", why: "the resource is not the channel's" };
  const state = headers.get("x-goog-resource-state");
  if (state === null) return { status: "refused", why: "it does not say what happened" };
  return { status: state === "sync" ? "sync" : "changed" };
}
