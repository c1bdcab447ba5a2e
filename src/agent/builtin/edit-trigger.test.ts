import { describe, expect, test } from "vitest";
import type { FlowTrigger } from "../../flow/schema.ts";
import { context, create } from "./test-support.ts";
import { understand } from "./understand.ts";

/** What starts the function after each of these sentences. */
function after(first: string, ...edits: readonly string[]): FlowTrigger {
  let flow = create(first);
  let version = 1;
  for (const edit of edits) {
    const intent = understand(edit, context({ name: flow.name, version, flow }));
    if (intent.kind !== "edit") throw new Error(`"${edit}": ${JSON.stringify(intent)}`);
    flow = intent.flow;
    version += 1;
  }
  return flow.trigger;
}

const daily = 'every day at 7 post "hi" to #x';
const monday = 'every monday at 9 post "hi" to #x';
const monthly = 'every 1st of the month at 5am post "hi" to #x';
const often = 'every 15 minutes post "hi" to #x';

describe("a schedule is changed, and what is not said stays", () => {
  test.each<[first: string, edits: readonly string[], cron: string, timezone?: string]>([
    [daily, ["make it every 15 minutes"], "*/15 * * * *"],
    [daily, ["make it hourly"], "0 * * * *"],
    [daily, ["every 2 hours please"], "0 */2 * * *"],
    [daily, ["make it 8:15"], "15 8 * * *"],
    [daily, ["at 8:15", "and also at 18:15"], "15 8,18 * * *"],
    [daily, ["twice a day: 9 and 17"], "0 9,17 * * *"],
    [daily, ["every hour but only on weekdays"], "0 * * * 1-5"],
    [daily, ["only on weekdays"], "0 7 * * 1-5"],
    [daily, ["only on weekdays", "weekends too"], "0 7 * * *"],
    [daily, ["not on fridays"], "0 7 * * 0,1,2,3,4,6"],
    [daily, ["not on fridays", "and not on sundays either"], "0 7 * * 1,2,3,4,6"],
    [daily, ["nicht am Wochenende"], "0 7 * * 1-5"],
    [daily, ["um 8 statt 7"], "0 8 * * *"],
    [daily, ["in madrid time"], "0 7 * * *", "Europe/Madrid"],
    [daily, ["change the time zone to America/New_York"], "0 7 * * *", "America/New_York"],
    [daily, ["monthly is enough"], "0 7 1 * *"],
    [monday, ["tuesday not monday"], "0 9 * * 2"],
    [monday, ["also on saturdays"], "0 9 * * 1,6"],
    [monday, ["also on saturdays", "use london time"], "0 9 * * 1,6", "Europe/London"],
    [monday, ["make it thursday, not monday", "move it to 18:30"], "30 18 * * 4"],
    [monday, ["mejor los martes", "a las 10", "también los jueves"], "0 10 * * 2,4"],
    [monday, ["auch mittwochs", "lieber um 10 Uhr"], "0 10 * * 1,3"],
    [monday, ["plutôt le mardi", "aussi le jeudi", "à 10h30"], "30 10 * * 2,4"],
    [monday, ["na terça em vez de segunda", "às 10h"], "0 10 * * 2"],
    [monthly, ["on 15th as well"], "0 5 1,15 * *"],
    [monthly, ["on the 20th instead", "move it to 18:30"], "30 18 20 * *"],
    [often, ["only between 9 and 17"], "*/15 9-17 * * *"],
    [often, ["only on weekdays", "make it every 30 minutes"], "*/30 * * * 1-5"],
    [often, ["make it daily at 18:30"], "30 18 * * *"],
    ['post "hi" to #x when my app calls', ["make it every monday at 9"], "0 9 * * 1"],
  ])("%j, then %j", (first, edits, cron, timezone = "Europe/Berlin") => {
    expect(after(first, ...edits)).toEqual({ type: "schedule", cron, timezone });
  });
});

test.each([
  "no schedule any more, just manual",
  "stop the schedule",
  "nur noch manuell",
  "solo manualmente",
])("%j takes the schedule away", (edit) => {
  expect(after(daily, edit)).toEqual({ type: "manual" });
});

test("the app calls it instead", () => {
  expect(after(daily, "run it when my app calls instead")).toEqual({ type: "webhook" });
});
