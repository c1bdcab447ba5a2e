import { googleChannel } from "../../google/channel.ts";
import { calendarIdOf } from "./event.ts";

export const channel = googleChannel({
  watch: "googlecalendar.events.watch",
  stop: "googlecalendar.channels.stop",
  looksUp: ["googlecalendar.calendarList.list"],
  inputOf: async ({ given, call }) => ({ calendarId: await calendarIdOf(given, call) }),
});
