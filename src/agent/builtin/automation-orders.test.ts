import { describe, expect, test } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { connectors, providers } from "../../connectors/index.ts";
import type { Flow } from "../../flow/schema.ts";
import type { AutomationOrder } from "./automation-orders.ts";
import { context, create } from "./test-support.ts";
import { type Intent, understand } from "./understand.ts";
import { vocabularyOf } from "./vocabulary.ts";

const vocabulary = vocabularyOf(createCatalog(connectors, providers));
const functions = ["postDeals", "weeklyReport", "weeklyStandup", "remindSam"];
const scheduled = create("post 'Deals are in' to #sales every weekday at 9");
const flow: Flow = { ...scheduled, name: "postDeals" };
const at = {
  ...context({ name: "postDeals", version: 3, flow }),
  vocabulary,
  functions,
};

type Row = readonly [
  prompt: string,
  kind: AutomationOrder["kind"],
  more?: Partial<AutomationOrder>,
];

const here = { of: [], all: false, fits: false };

const rows: readonly Row[] = [
  ["pause it", "pause", here],
  ["pause postDeals", "pause", { of: ["postDeals"] }],
  ["Please pause the function weeklyReport for now.", "pause", { of: ["weeklyReport"] }],
  ["can you pause weeklyReport?", "pause", { of: ["weeklyReport"] }],
  ["stop it for now", "pause", here],
  ["stop weeklyReport", "pause", { of: ["weeklyReport"] }],
  ["halt the automation", "pause", here],
  ["disable remindSam", "pause", { of: ["remindSam"] }],
  ["turn weeklyReport off", "pause", { of: ["weeklyReport"] }],
  ["turn off the schedule", "pause", here],
  ["switch it off until monday", "pause", { of: [], until: "until monday" }],
  ["put remindSam on hold over the holidays", "pause", { until: "over the holidays" }],
  ["pause the deals post", "pause", { of: ["postDeals"] }],
  ["pause the standup", "pause", { of: ["weeklyStandup"] }],
  ["pause the weekly ones", "pause", { of: ["weeklyReport", "weeklyStandup"], fits: true }],
  ["pause the weekly report", "pause", { of: ["weeklyReport"], fits: false }],
  ["pause postDeals and remindSam", "pause", { of: ["postDeals", "remindSam"] }],
  ["pause everything", "pause", { of: [], all: true }],
  ["stop all automations", "pause", { all: true }],
  ["pause all schedules except weeklyReport", "pause", { all: true, of: ["weeklyReport"] }],
  ["pausiere weeklyReport", "pause", { of: ["weeklyReport"] }],
  ["halte die Automatisierung vorerst an", "pause", here],
  ["schalte remindSam bitte aus", "pause"],
  ["alles pausieren", "pause", { all: true }],
  ["pausiere alle Automatisierungen bis Montag", "pause", { all: true, until: "bis montag" }],
  ["mets weeklyReport en pause", "pause", { of: ["weeklyReport"] }],
  ["mets tout en pause", "pause", { all: true }],
  ["suspends l'automatisation pour l'instant", "pause", here],
  ["pausa weeklyReport", "pause", { of: ["weeklyReport"] }],
  ["pon remindSam en pausa por ahora", "pause", { of: ["remindSam"] }],
  ["desactiva la automatización", "pause", here],
  ["pausa todo", "pause", { all: true }],
  ["pause o agendamento por enquanto", "pause", here],
  ["desative weeklyReport", "pause", { of: ["weeklyReport"] }],
  ["pausa tudo", "pause", { all: true }],
  ["ponla en pausa", "pause", here],
  ["páusala por ahora", "pause", here],
  ["mets-la en pause", "pause", here],
  ["réactive-la", "resume", here],
  ["reanúdala", "resume", here],
  ["pause-o por enquanto", "pause", here],
  ["resume it", "resume", here],
  ["resume postDeals", "resume", { of: ["postDeals"] }],
  ["unpause weeklyReport please", "resume", { of: ["weeklyReport"] }],
  ["turn weeklyReport back on", "resume", { of: ["weeklyReport"] }],
  ["turn it on again", "resume", here],
  ["enable remindSam", "resume", { of: ["remindSam"], orRun: false }],
  ["start postDeals again", "resume", { of: ["postDeals"], orRun: true }],
  ["resume everything", "resume", { all: true }],
  ["setze weeklyReport fort", "resume", { of: ["weeklyReport"] }],
  ["schalte die Automatisierung wieder ein", "resume", here],
  ["nimm remindSam wieder auf", "resume", { of: ["remindSam"] }],
  ["reprends weeklyReport", "resume", { of: ["weeklyReport"] }],
  ["réactive l'automatisation", "resume", here],
  ["reanuda weeklyReport", "resume", { of: ["weeklyReport"] }],
  ["vuelve a activar remindSam", "resume", { of: ["remindSam"] }],
  ["retome weeklyReport", "resume", { of: ["weeklyReport"] }],
  ["reativa o agendamento", "resume", here],
  ["delete the schedule of weeklyReport", "unschedule", { of: ["weeklyReport"] }],
  ["remove weeklyReport's schedule", "unschedule", { of: ["weeklyReport"] }],
  ["delete the automation for remindSam", "unschedule", { of: ["remindSam"] }],
  ["don't run weeklyReport automatically any more", "unschedule", { of: ["weeklyReport"] }],
  ["stop running remindSam on a schedule", "unschedule", { of: ["remindSam"] }],
  ["make weeklyReport manual", "unschedule", { of: ["weeklyReport"] }],
  ["lösche den Zeitplan von weeklyReport", "unschedule", { of: ["weeklyReport"] }],
  ["führe weeklyReport nicht mehr automatisch aus", "unschedule", { of: ["weeklyReport"] }],
  ["supprime la planification de weeklyReport", "unschedule", { of: ["weeklyReport"] }],
  ["ne lance plus weeklyReport automatiquement", "unschedule", { of: ["weeklyReport"] }],
  ["elimina la programación de weeklyReport", "unschedule", { of: ["weeklyReport"] }],
  ["no ejecutes más weeklyReport automáticamente", "unschedule", { of: ["weeklyReport"] }],
  ["apague o agendamento de weeklyReport", "unschedule", { of: ["weeklyReport"] }],
  ["não rode mais weeklyReport automaticamente", "unschedule", { of: ["weeklyReport"] }],
];

const read = (prompt: string): Intent => understand(prompt, at);

describe("what is to become of an automation is read", () => {
  test.each(rows.map((row) => ({ prompt: row[0], row })))("$prompt", ({ prompt, row }) => {
    const [, kind, more] = row;
    expect(read(prompt)).toMatchObject({ kind, ...more });
  });
});

describe("nothing starts the function at hand any more: a change of its flow", () => {
  test.each([
    "delete the schedule",
    "remove the schedule of postDeals",
    "don't run it automatically any more",
    "make it manual",
    "stop running it every day",
    "unschedule it",
    "lösche den Zeitplan",
    "starte es nicht mehr automatisch",
    "mach es manuell",
    "supprime la planification",
    "ne la lance plus automatiquement",
    "elimina la programación",
    "ya no la ejecutes automáticamente",
    "exclua o agendamento",
    "não a execute mais automaticamente",
  ])("%s", (prompt) => {
    expect(read(prompt)).toMatchObject({
      kind: "edit",
      base: 3,
      flow: { ...flow, trigger: { type: "manual" } },
    });
  });
});

describe("its time is changed, and everything else stays", () => {
  test.each([
    ["make it 8:30", "30 8 * * 1-5"],
    ["run it at 7 instead", "0 7 * * 1-5"],
    ["change the schedule to every monday at 10", "0 10 * * 1"],
    ["stop posting on fridays", "0 9 * * 1-4"],
    ["nicht mehr freitags", "0 9 * * 1-4"],
    ["lieber um 8", "0 8 * * 1-5"],
  ])("%s", (prompt, cron) => {
    expect(read(prompt)).toMatchObject({
      kind: "edit",
      flow: { ...flow, trigger: { type: "schedule", cron, timezone: "Europe/Berlin" } },
    });
  });
});

describe("what only sounds like it is not", () => {
  test.each([
    "no pausar weeklyReport",
    "don't pause weeklyReport",
    "pausiere weeklyReport nicht",
    "run it now",
    "start it",
    "stop",
    "delete postDeals",
    "delete the function",
    "stop the video",
    "pause the music",
    "pause the campaign in hubspot",
    "resume the meeting",
    "delete the message",
    "cancel the meeting",
    "stop mentioning #sales",
    "pause all but the reports",
    "turn off notifications",
    "enable link previews",
    "post 'pause everything' to #general",
    "tell #ops to stop the release",
    "para #ventas publica 'hola'",
    "is it paused?",
  ])("%s", (prompt) => {
    expect(["pause", "resume", "unschedule"]).not.toContain(read(prompt).kind);
  });
});
