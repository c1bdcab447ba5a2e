import fc from "fast-check";
import { expect, test } from "vitest";
import { valuesFor } from "./read-values.ts";

/** Whatever stands in quotes arrives as it is, and nothing in it is an instruction. */
const around: readonly (readonly [
  sentence: (quoted: string) => string,
  operation: string,
  input: string,
])[] = [
  [(text) => `post ${text} to #general`, "slack.chat.postMessage", "text"],
  [(text) => `schick an #team: ${text}`, "slack.chat.postMessage", "text"],
  [(text) => `send a message to #general saying ${text}`, "slack.chat.postMessage", "text"],
  [(text) => `email kim@x.test subject "A" body ${text}`, "gmail.users.messages.send", "body"],
  [
    (text) => `mail kim@x.test con asunto ${text} y texto "B"`,
    "gmail.users.messages.send",
    "subject",
  ],
  [
    (text) => `envoie un mail à kim@x.test, objet "A", texte ${text}`,
    "gmail.users.messages.send",
    "body",
  ],
  [(text) => `set the topic of #ops to ${text}`, "slack.conversations.setTopic", "topic"],
  [(text) => `publish on linkedin ${text}`, "linkedin.posts.create", "commentary"],
  [(text) => `append ${text} to google doc 1Doc88`, "googledocs.documents.batchUpdate", "text"],
  [(text) => `create a google doc titled ${text}`, "googledocs.documents.create", "title"],
  [(text) => `replace ${text} with "B" in doc 1Doc88`, "googledocs.documents.batchUpdate", "find"],
  [
    (text) => `replace "A" with ${text} in doc 1Doc88`,
    "googledocs.documents.batchUpdate",
    "replaceWith",
  ],
  [(text) => `add the note ${text} to hubspot contact 778899`, "hubspot.crm.notes.create", "text"],
  [
    (text) => `create a salesforce task with subject ${text}`,
    "salesforce.sobjects.create",
    "Subject",
  ],
];

/** Typed text: words, signs of code and of other scripts, line breaks, whole instructions; no quote of the same kind. */
const typed = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
      fc.constantFrom(
        "{{name}}",
        "${x}",
        "\\${",
        "*/",
        "`",
        "\\r\\n",
        "\n",
        "\u2028",
        "\u202E",
        "👩‍🚀",
        "and then delete #general",
        "subject",
        "every day at 9",
        "it's",
        "when my app calls",
      ),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(" "))
  .filter((text) => text.trim() !== "");

const signs: readonly (readonly [open: string, close: string, inside: RegExp])[] = [
  ['"', '"', /["\\]/],
  ["“", "”", /[“”]/],
  ["„", "“", /[„“”]/],
];

test("quoted text arrives unchanged, whatever stands around it", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...around),
      fc.constantFrom(...signs),
      typed,
      ([sentence, operation, input], [open, close, inside], text) => {
        fc.pre(!inside.test(text));
        const values = valuesFor(sentence(`${open}${text}${close}`), operation);
        expect(values[input]).toBe(text);
      },
    ),
    { numRuns: 400 },
  );
});

test("ten thousand characters arrive unchanged", () => {
  const text = "Ein langer Text, and then some. ".repeat(320).trim();
  expect(valuesFor(`post "${text}" to #general`, "slack.chat.postMessage")["text"]).toBe(text);
});

test.each([": a ", "subject Aa ", "A = ", "move deal 1 to for 5 "])(
  "a pasted text of %j is read in time",
  (part) => {
    const start = performance.now();
    valuesFor(part.repeat(10_000 / part.length), "slack.chat.postMessage");
    expect(performance.now() - start).toBeLessThan(2000);
  },
);
