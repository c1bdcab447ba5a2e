import { z } from "zod";
import { isReachable, postMessage } from "../../../../sandbox/kit/post-message.ts";
import { invalid, notFound } from "./refusal.ts";

/** Who is told that something changed. */
export const channelShape = z.object({
  id: z.string(),
  userId: z.string().default(""),
  resourceId: z.string(),
  /** What is watched, as an address. */
  resourceUri: z.string().default(""),
  address: z.string().default(""),
  token: z.string().optional(),
  /** Milliseconds since 1970. */
  expiration: z.number().default(0),
  /** How many messages were sent. */
  messages: z.number().default(0),
  /** How far the watched things were when it was last told. */
  told: z.string().default(""),
});
export type Channel = z.output<typeof channelShape>;

export const channelBody = z.strictObject({
  id: z.string().max(64),
  type: z.string(),
  address: z.string(),
  token: z.string().max(256).optional(),
  expiration: z.union([z.string(), z.number()]).optional(),
  params: z.record(z.string(), z.string()).optional(),
  payload: z.boolean().optional(),
});

export const stopBody = z.looseObject({ id: z.string(), resourceId: z.string() });

interface Opening {
  readonly now: number;
  readonly userId: string;
  readonly resourceId: string;
  readonly resourceUri: string;
  /** Where the watched things are now. */
  readonly told: string;
  /** How long it lasts where nothing is asked, and at most. */
  readonly lifetimeMs: number;
  readonly maxLifetimeMs: number;
  readonly refuseAddress: (address: string) => never;
}

/** Opens a channel, and sends its first message; answers it as the API does. */
export function openChannel(
  channels: Channel[],
  given: z.output<typeof channelBody>,
  { now, lifetimeMs, maxLifetimeMs, refuseAddress, ...rest }: Opening,
) {
  const { id, type, address, token, expiration } = given;
  if (type !== "web_hook" && type !== "webhook")
    invalid(`Unknown channel type: ${type}`, "channelUnknownType");
  if (!isReachable(address)) refuseAddress(address);
  if (channels.some((one) => one.id === id && one.expiration > now))
    invalid(`Channel id ${id} not unique`, "channelIdNotUnique");
  const ends = Math.min(Number(expiration ?? now + lifetimeMs), now + maxLifetimeMs);
  const channel: Channel = {
    id,
    address,
    expiration: ends,
    messages: 0,
    ...rest,
    ...(token === undefined ? {} : { token }),
  };
  channels.push(channel);
  send(channel, "sync");
  return {
    kind: "api#channel",
    id,
    resourceId: channel.resourceId,
    resourceUri: channel.resourceUri,
    ...(token === undefined ? {} : { token }),
    expiration: String(ends),
  };
}

/** Tells those channels whose things are no longer where they were; channels that have ended are gone. */
export function tellChannels(
  channels: Channel[],
  now: number,
  state: "exists" | "change",
  placeOf: (channel: Channel) => string,
): void {
  for (const channel of channels.filter(({ expiration }) => expiration > now)) {
    const place = placeOf(channel);
    if (place === channel.told) continue;
    channel.told = place;
    send(channel, state);
  }
}

export function stopChannel(
  channels: Channel[],
  { id, resourceId }: z.output<typeof stopBody>,
  now: number,
): void {
  const index = channels.findIndex(
    (one) => one.id === id && one.resourceId === resourceId && one.expiration > now,
  );
  if (index < 0) notFound(`Channel '${id}' not found for project`);
  channels.splice(index, 1);
}

/** https://developers.google.com/workspace/drive/api/guides/push#understanding-notification-events */
function send(channel: Channel, state: "sync" | "exists" | "change"): void {
  channel.messages += 1;
  postMessage(channel.address, {
    "x-goog-channel-id": channel.id,
    ...(channel.token === undefined ? {} : { "x-goog-channel-token": channel.token }),
    "x-goog-channel-expiration": new Date(channel.expiration).toUTCString(),
    "x-goog-resource-id": channel.resourceId,
    "x-goog-resource-uri": channel.resourceUri,
    "x-goog-resource-state": state,
    "x-goog-message-number": String(channel.messages),
  });
}
