import type { FunctionVersion } from "../../store/function-version.ts";
import { code, plain } from "./markdown.ts";

/** What the README of every target says of a function; texts are Markdown. */
export function aboutOf({ name, version, flow, prompt }: FunctionVersion) {
  const trigger = flow?.trigger;
  const schedule = trigger?.type === "schedule" ? trigger : undefined;
  // UTC is what is meant where nothing is said.
  const zone = schedule?.timezone === "UTC" ? undefined : schedule?.timezone;
  return {
    name: { source: name },
    title: plain(name),
    description: plain(flow?.description ?? prompt ?? "A function that was written by hand."),
    version: { source: String(version) },
    schedule: schedule && {
      cron: { source: schedule.cron },
      zone: zone === undefined ? undefined : { source: zone },
    },
    event: trigger?.type === "event" ? code(trigger.event) : undefined,
  };
}
