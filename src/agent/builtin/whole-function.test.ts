import { describe, expect, test } from "vitest";
import { context, create } from "./test-support.ts";
import { understand } from "./understand.ts";

const flow = create("post 'Deals are in' to #sales");
const { name } = flow;
const at = { ...context({ name, version: 3, flow }), functions: [name, "weeklyReport"] };

interface Row {
  readonly 0: string;
  readonly 1: "copy" | "delete";
  readonly 2?: string | undefined;
  readonly 3?: string;
}

const rows: readonly Row[] = [
  ["delete it", "delete"],
  ["Please delete this function.", "delete"],
  ["delete the function", "delete"],
  ["remove the function weeklyReport", "delete", "weeklyReport"],
  ["delete weeklyReport", "delete", "weeklyReport"],
  ["get rid of weeklyReport please", "delete", "weeklyReport"],
  ["lösche die Funktion", "delete"],
  ["lösche weeklyReport", "delete", "weeklyReport"],
  ["elimina la función", "delete"],
  ["borra weeklyReport", "delete", "weeklyReport"],
  ["supprime la fonction", "delete"],
  ["supprime weeklyReport", "delete", "weeklyReport"],
  ["apague a função", "delete"],
  ["exclua weeklyReport", "delete", "weeklyReport"],
  ["duplicate it", "copy"],
  ["copy the function", "copy"],
  ["duplicate weeklyReport", "copy", "weeklyReport"],
  ["clone weeklyReport as monthlyReport", "copy", "weeklyReport", "monthlyReport"],
  ["make a copy of weeklyReport called monthlyReport", "copy", "weeklyReport", "monthlyReport"],
  ["make a copy of it and call it monthlyReport", "copy", undefined, "monthlyReport"],
  [
    "can you make a copy of this function named monthly report?",
    "copy",
    undefined,
    "monthly report",
  ],
  ["make a copy", "copy"],
  ["dupliziere die Funktion", "copy"],
  [
    "mach eine Kopie von weeklyReport namens monatsBericht",
    "copy",
    "weeklyReport",
    "monatsBericht",
  ],
  ["duplica weeklyReport como informeMensual", "copy", "weeklyReport", "informeMensual"],
  ["crée une copie de la fonction appelée rapportMensuel", "copy", undefined, "rapportMensuel"],
  [
    "faça uma cópia de weeklyReport chamada relatorioMensal",
    "copy",
    "weeklyReport",
    "relatorioMensal",
  ],
];

describe("a wish about a whole function is read", () => {
  test.each(rows.map((row) => ({ prompt: row[0], row })))("$prompt", ({ prompt, row }) => {
    const { 1: kind, 2: of, 3: to } = row;
    const intent = understand(prompt, at);
    expect(intent).toMatchObject({ kind, of });
    const called = intent.kind === "copy" ? intent.to.map(({ raw }) => raw).join(" ") : "";
    expect(called).toBe(to ?? "");
  });
});

describe("what only sounds like it is not", () => {
  test.each([
    "delete the message",
    "remove the channel",
    "delete the last step",
    "remove the sales step",
    "copy the message to #general",
    "copy it to #general",
    "copy it to Notion",
    "make a copy of the file in Google Drive",
    "delete the row from the sheet",
    "delete the calendar event called Standup",
    "duplicate the Google Sheet called Budget",
    "remove the text",
  ])("%s", (prompt) => {
    expect(["copy", "delete"]).not.toContain(understand(prompt, at).kind);
  });
});
