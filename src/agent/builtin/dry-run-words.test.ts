import { describe, expect, test } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { connectors, providers } from "../../connectors/index.ts";
import { understand } from "./understand.ts";
import { vocabularyOf } from "./vocabulary.ts";

const vocabulary = vocabularyOf(createCatalog(connectors, providers));
const base = {
  vocabulary,
  functions: ["postToGeneral"],
  now: new Date("2026-11-23T10:00:00Z"),
  timezone: "Europe/Berlin",
};

function read(prompt: string) {
  const made = understand("post hi to #general", { ...base, current: undefined });
  if (made.kind !== "create") throw new Error("nothing was made");
  const current = { name: "postToGeneral", version: 1, flow: made.flow };
  return understand(prompt, { ...base, current });
}

describe("asks for a dry run", () => {
  test.each([
    "dry run",
    "dry run it",
    "Do a dry run",
    "please do a dry-run first",
    "dry run postToGeneral",
    "simulate it",
    "Simulate the function",
    "what would happen if I ran it?",
    "what would happen if I run postToGeneral",
    "What would it do?",
    "what would it send?",
    "what will happen when I run it",
    "try it without sending",
    "test it without sending anything",
    "run it without actually posting",
    "run it but don't send anything",
    "mach einen Probelauf",
    "Trockenlauf bitte",
    "simuliere es",
    "was würde passieren, wenn ich es starte?",
    "teste es, ohne etwas zu senden",
    "fais un essai à blanc",
    "simule-le",
    "que se passerait-il si je la lançais ?",
    "lance-la sans rien envoyer",
    "simúlalo",
    "haz una ejecución en seco",
    "¿qué pasaría si la ejecuto?",
    "pruébala sin enviar nada",
    "simule isso",
    "o que aconteceria se eu rodasse?",
    "teste sem enviar nada",
    "faça uma execução simulada",
  ])("%s", (prompt) => {
    expect(read(prompt)).toMatchObject({ kind: "run", dryRun: true });
  });
});

test.each(["run it", "test it", "try it", "start it now", "teste es", "lance-le", "ejecútalo"])(
  "%s keeps its meaning",
  (prompt) => {
    const intent = read(prompt);
    expect(intent).not.toMatchObject({ dryRun: true });
  },
);

test.each([
  "change the text to 'do a dry run'",
  "post what would happen to #general",
  "run it every day at 9",
  "post 'simulate it' to #ops",
  "when a new deal comes in, tell #sales what would it do",
])("%s is no dry run", (prompt) => {
  expect(read(prompt)).not.toMatchObject({ kind: "run" });
});
