import { z } from "zod";
import type { EventChannel } from "../../../catalog/event.ts";
import { calendarIdOf } from "./event.ts";

/** Google's longest. https://developers.google.com/workspace/calendar/api/guides/push */
const lifetimeMs = 7 * 86_400_000;

const opened = z.looseObject({ resourceId: z.string(), expiration: z.string().nullish() });

export const channel: EventChannel = {
  operations: [
    "googlecalendar.events.watch",
    "googlecalendar.channels.stop",
    "googlecalendar.calendarList.list",
  ],
  async open({ id, token, address, given, now, call }) {
    const wanted = now.getTime() + lifetimeMs;
    const answer = await call("googlecalendar.events.watch", {
      calendarId: await calendarIdOf(given, call),
      id,
      type: "web_hook",
      address,
      token,
      expiration: String(wanted),
    });
    const { resourceId, expiration } = opened.parse(answer);
    return { state: { resourceId }, endsAt: new Date(Number(expiration ?? wanted)) };
  },
  async close({ id, state, call }) {
    await call("googlecalendar.channels.stop", { id, resourceId: state["resourceId"] });
  },
};
