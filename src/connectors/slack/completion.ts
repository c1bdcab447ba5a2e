import { z } from "zod";
import {
  type EventCall,
  EventCallError,
  type EventCompletion,
  type EventGiven,
} from "../../catalog/event.ts";
import { present } from "../../catalog/webhook-reading.ts";

type Payload = Readonly<Record<string, unknown>>;

export const isChannelId = (value: unknown) => /^[CGD][A-Z0-9]{6,}$/.test(String(value));
const isPersonId = (value: unknown) => /^[UW][A-Z0-9]{6,}$/.test(String(value));

const channelAnswer = z.looseObject({
  channel: z.looseObject({ name: z.string().nullish() }),
});

const personAnswer = z.looseObject({
  user: z.looseObject({
    name: z.string().nullish(),
    real_name: z.string().nullish(),
    profile: z.looseObject({ email: z.string().nullish() }).nullish(),
  }),
});

/** The names that the flow's words are compared with; only where it says one, since each takes a permission. */
export async function withNames(
  payload: Payload,
  given: EventGiven,
  call: EventCall,
): Promise<Payload> {
  const { channel, user } = payload;
  const says = (name: string, isId: (value: unknown) => boolean) =>
    given[name] !== undefined && [given[name]].flat().some((value) => !isId(value));
  const place =
    channel !== undefined && says("channel", isChannelId)
      ? channelAnswer.parse(await call("slack.conversations.info", { channel })).channel
      : undefined;
  const person =
    isPersonId(user) && says("from", isPersonId)
      ? personAnswer.parse(await call("slack.users.info", { user })).user
      : undefined;
  return {
    ...payload,
    ...present({
      channelName: place?.name,
      userName: person?.real_name ?? person?.name,
      userHandle: person?.name,
      userEmail: person?.profile?.email,
    }),
  };
}

export const lookUps = ["slack.conversations.info", "slack.users.info"];

const goneErrors = ["channel_not_found", "file_deleted", "file_not_found", "user_not_found"];

/** Undefined where what the event is about was deleted since. */
const ifThere = (payload: Promise<Payload>): Promise<Payload | undefined> =>
  payload.catch((error: unknown) => {
    if (error instanceof EventCallError && goneErrors.includes(errorOf(error))) return undefined;
    throw error;
  });

/** Slack's own code; empty where Slack did not answer. */
export function errorOf({ body }: EventCallError): string {
  return z.object({ error: z.string() }).safeParse(body).data?.error ?? "";
}

const byNames = (operations: readonly string[]): EventCompletion => ({
  operations,
  of: ({ payload, given, call }) => ifThere(withNames(payload, given, call)),
});

export const completeNames = byNames(lookUps);
/** In a conversation without a name. */
export const completePerson = byNames(["slack.users.info"]);

const fileAnswer = z.looseObject({
  file: z.looseObject({
    name: z.string().nullish(),
    title: z.string().nullish(),
    mimetype: z.string().nullish(),
    permalink: z.string().nullish(),
  }),
});

/** Slack says only that there is a file. https://docs.slack.dev/reference/events/file_shared */
export const completeFile: EventCompletion = {
  operations: ["slack.files.info", ...lookUps],
  of: ({ payload, given, call }) => ifThere(withFile(payload, given, call)),
};

async function withFile(payload: Payload, given: EventGiven, call: EventCall): Promise<Payload> {
  const { file } = fileAnswer.parse(await call("slack.files.info", { file: payload["file"] }));
  const { name, title, mimetype: type, permalink } = file;
  return withNames({ ...payload, ...present({ name, title, type, permalink }) }, given, call);
}
