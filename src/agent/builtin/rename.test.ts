import { describe, expect, test } from "vitest";
import { checkFlow } from "../../flow/check.ts";
import { nameKey } from "./open-question.ts";
import { functionName, renamingIn } from "./rename.ts";
import { chatCatalog } from "./test-catalog.ts";
import { context, create } from "./test-support.ts";
import { tokenize } from "./tokens.ts";
import { understand } from "./understand.ts";

const flow = create("post 'Deals are in' to #sales");
const current = { name: flow.name, version: 3, flow };

function said(prompt: string, others: readonly string[] = []) {
  const around = context(current);
  return understand(prompt, { ...around, functions: [...around.functions, ...others] });
}

const rows: readonly (readonly [prompt: string, name: string])[] = [
  // English
  ["rename it to announceDeals", "announceDeals"],
  ["Please rename this function to announceDeals.", "announceDeals"],
  ["rename the function to hello", "hello"],
  ["rename to announceDeals", "announceDeals"],
  ["can you rename it as announce_deals?", "announce_deals"],
  ["call it dailyReport instead", "dailyReport"],
  ["no, call it Daily Report", "dailyReport"],
  ["let's call it dailyReport", "dailyReport"],
  ["name the function dailyReport", "dailyReport"],
  ["change its name to dailyReport please", "dailyReport"],
  ["change the name of the function to the daily report", "dailyReport"],
  ["change the function's name to dailyReport", "dailyReport"],
  ['rename it to "Daily report"', "dailyReport"],
  ["rename it to daily-report", "dailyReport"],
  ["give it the name dailyReport", "dailyReport"],
  ["it should be called dailyReport", "dailyReport"],
  ["I want it to be called dailyReport", "dailyReport"],
  ["rename it to 7 o'clock news", "_7OClockNews"],
  [`rename ${flow.name} to announceDeals`, "announceDeals"],
  [`rename the function ${flow.name} to announceDeals`, "announceDeals"],
  // German
  ["benenne sie in tagesBericht um", "tagesBericht"],
  ["Benenne die Funktion in Tagesbericht für Köln um", "tagesberichtFurKoln"],
  ["bitte umbenennen in tagesBericht", "tagesBericht"],
  ["nenne sie tagesBericht", "tagesBericht"],
  ["nenn die Funktion lieber tagesBericht", "tagesBericht"],
  ["ändere den Namen in tagesBericht", "tagesBericht"],
  ["ändere den Namen der Funktion auf tagesBericht", "tagesBericht"],
  ["sie soll tagesBericht heißen", "tagesBericht"],
  ["gib ihr den Namen tagesBericht", "tagesBericht"],
  // Spanish
  ["cambia el nombre a avisoDiario", "avisoDiario"],
  ["cámbiale el nombre a avisoDiario", "avisoDiario"],
  ["cambia el nombre de la función a aviso diario", "avisoDiario"],
  ["renómbrala a avisoDiario", "avisoDiario"],
  ["renombra la función como avisoDiario", "avisoDiario"],
  ["llámala avisoDiario", "avisoDiario"],
  ["ponle el nombre avisoDiario", "avisoDiario"],
  ["que se llame avisoDiario", "avisoDiario"],
  // French
  ["renomme-la en rapportDuJour", "rapportDuJour"],
  ["renomme la fonction en rapportDuJour", "rapportDuJour"],
  ["change le nom en rapportDuJour", "rapportDuJour"],
  ["change son nom en rapport du jour", "rapportDuJour"],
  ["appelle-la rapportDuJour", "rapportDuJour"],
  ["appelle-la plutôt rapportDuJour", "rapportDuJour"],
  ["elle doit s'appeler rapportDuJour", "rapportDuJour"],
  // Portuguese
  ["muda o nome para avisoDiario", "avisoDiario"],
  ["mude o nome da função para avisoDiario", "avisoDiario"],
  ["renomeia para avisoDiario", "avisoDiario"],
  ["renomeie a função para aviso diário", "avisoDiario"],
  ["chame de avisoDiario", "avisoDiario"],
  ["chama a função de avisoDiario", "avisoDiario"],
  ["deve se chamar avisoDiario", "avisoDiario"],
];

describe("a function is renamed", () => {
  test.each(rows)("%s", (prompt, name) => {
    expect(said(prompt)).toEqual({
      kind: "edit",
      base: 3,
      flow: { ...flow, name },
      changes: [`it is called \`${name}\``],
    });
    expect(checkFlow({ ...flow, name }, chatCatalog).status).toBe("ok");
  });
});

describe("a function is renamed and changed at once", () => {
  const changes: readonly (readonly [prompt: string, name: string])[] = [
    ["rename it to announceDeals and post it to #random instead", "announceDeals"],
    ["post it to #random instead and call it random deals", "randomDeals"],
    ["poste es lieber in #random und nenne sie zufall", "zufall"],
    ["publica en #random, y llámala avisoDiario", "avisoDiario"],
    ["use #random et appelle-la hasard", "hasard"],
    ["usa #random e chame de acaso", "acaso"],
  ];
  test.each(changes)("%s", (prompt, name) => {
    const [step] = flow.steps;
    expect(said(prompt)).toMatchObject({
      kind: "edit",
      flow: { name, steps: [{ ...step, with: { channel: "#random" } }] },
      changes: [expect.stringContaining("#random"), `it is called \`${name}\``],
    });
  });

  test("not where what is added has that name", () => {
    const intent = said("also create a channel and call it deal-room");
    expect(intent).not.toMatchObject({ flow: { name: "dealRoom" } });
  });
});

describe("it is asked", () => {
  const nameless = ["rename it", "rename the function", "change its name", "give it another name"];
  test.each([...nameless, "rename it to something shorter", "benenne sie um", "renomme-la"])(
    "what the new name is: %s",
    (prompt) => {
      const intent = said(prompt);
      expect(intent).toMatchObject({ kind: "ask", questions: [{ key: nameKey }] });
      const answers = new Map([[nameKey, "the “deal news”."]]);
      expect(understand(prompt, { ...context(current), answers })).toMatchObject({
        kind: "edit",
        flow: { name: "dealNews" },
      });
    },
  );

  test("for another name where one has it", () => {
    expect(said("rename it to announceDeals", ["announceDeals"])).toMatchObject({
      kind: "ask",
      questions: [{ key: nameKey, question: expect.stringContaining("already a function") }],
    });
  });

  test.each(["rename it to delete", "rename it to 日報", "call it 'eval'"])(
    "for another name where code cannot have it: %s",
    (prompt) => {
      expect(said(prompt)).toMatchObject({
        kind: "ask",
        questions: [{ key: nameKey, question: expect.stringContaining("cannot be the name") }],
      });
    },
  );

  test("which function, where none is at hand", () => {
    expect(understand("rename it to announceDeals", context()).kind).toBe("rename");
  });
});

describe("it is none", () => {
  const other = [
    "call it every weekday at 9",
    "call it daily",
    "rename it to announceDeals and ask me first",
    "rename budget to plan",
    "call it daily at 9",
    "call it from my app",
    "call it when somebody asks",
    "rename channel C0NAMES22 to field-notes",
    "change the text to 'hello'",
    "what is it called?",
  ];
  test.each(other)("%s", (prompt) => {
    expect(renamingIn(tokenize(prompt), [flow.name])).toBeUndefined();
  });

  test("where what the function makes has a name of its own", () => {
    const event = create("create a channel called launch-room");
    const around = context({ name: event.name, version: 1, flow: event });
    const thing = understand("rename it to 'kick-off'", around);
    expect(thing).toMatchObject({ kind: "edit", flow: { name: event.name } });
    for (const prompt of ["rename it to kickOff", "rename the function to kick-off"])
      expect(understand(prompt, around)).toMatchObject({
        kind: "edit",
        flow: { ...event, name: "kickOff" },
      });
  });
});

test.each([
  [["daily", "report"], "dailyReport"],
  [["DailyReport"], "DailyReport"],
  [["x".repeat(80), "y"], "x".repeat(56)],
  [["class"], undefined],
  [["x".repeat(80)], undefined],
] as const)("%j gives the name %s", (words, name) => {
  expect(functionName(words)).toBe(name);
});
