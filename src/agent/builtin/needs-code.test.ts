import { describe, expect, test } from "vitest";
import { context, create } from "./test-support.ts";
import { understand } from "./understand.ts";

const flow = create('Send a Slack message to #general saying "Hello"');
const meant = (said: string) => understand(said, context({ name: flow.name, version: 1, flow }));

describe("no flow holds", () => {
  test.each([
    "make the text uppercase",
    "convert the text to upper case",
    "schreib den Text in Großbuchstaben",
    "pon el texto en mayúsculas",
    "mets le texte en majuscules",
    "coloque o texto em maiúsculas",
    "round the amount to two decimals",
    "runde den Betrag",
    "redondea el importe",
    "arrondis le montant",
    "arredonde o valor",
    "format the numbers the Swiss way",
    "formatiere das Datum als TT.MM.JJJJ",
    "calculate the sum of all amounts and put it in the message",
    "berechne den Durchschnitt",
    "deduplicate the rows",
    "truncate the text to 100 characters",
    "sort the list by date",
    "reverse the order of the list",
    "replace spaces with dashes in the text",
    "use a for loop",
    "add a comment to the code",
    "please optimize the code",
    "take only what matches the regex",
  ])("%s: both ways are offered, and nothing else is done", (said) => {
    expect(meant(said)).toMatchObject({
      kind: "decline",
      reason: expect.stringContaining(`change of the code of \`${flow.name}\``),
      instead: expect.stringMatching(/Settings.*by hand under Code → Functions/),
    });
  });
});

describe("a flow holds", () => {
  test.each([
    ["change the text to 'Round 2 starts'", "Round 2 starts"],
    ["say 'calculate your taxes' instead", "calculate your taxes"],
    ["the text should be “UPPERCASE is loud”", "UPPERCASE is loud"],
    ["change the text to Good morning everyone", "Good morning everyone"],
  ])("%s", (said, text) => {
    const intent = meant(said);
    expect(intent.kind === "edit" && intent.flow.steps[0]?.with["text"]).toBe(text);
  });

  test.each([
    "post it to #sorted instead",
    "also send it to #format-news",
    "run it every day at 9",
  ])("%s", (said) => expect(meant(said).kind).toBe("edit"));

  test.each(["show me the code", "what does the code do?", "can I change the code?"])(
    "%s: a question stays one",
    (said) => expect(meant(said).kind).toBe("question"),
  );
});
