import { expect, test } from "vitest";
import { googleDriveConnector } from "../../src/connectors/googledrive/connector.ts";
import { googleSlidesConnector } from "../../src/connectors/googleslides/connector.ts";
import { type Step, createGoogleCode } from "../support/google-code.ts";
import { scopesFor } from "../support/google-scopes.ts";

const connectors = [googleSlidesConnector, googleDriveConnector];
const code = createGoogleCode(connectors, ["drive"]);
const use = (method: string, given: Step[1] = {}): Step => [
  `googleslides.presentations.${method}`,
  given,
];
const deck = "1PitchDeck2026";
const own = "${s1.presentationId}";
const make = use("create", { title: "Board" });

test("a slide comes with its title and its text, by placeholders of its own", async () => {
  const answer = await code.run([
    make,
    use("batchUpdate", { presentationId: own, slideTitle: "Q3", slideBody: "Up 12 %\nAll green" }),
    use("batchUpdate", { presentationId: own, slideBody: "No title" }),
    use("get", { presentationId: own }),
  ]);
  expect(answer).toMatchObject({
    title: "Board",
    slides: [{ text: "" }, { text: "Q3\nUp 12 %\nAll green" }, { text: "No title" }],
  });
});

test("text is replaced on all slides of a deck that goes by its name", async () => {
  const answer = await code.run(
    [
      use("batchUpdate", {
        presentationId: "Pitch deck",
        find: "2026",
        replaceWith: "${inputs.year}",
      }),
      use("get", { presentationId: "Pitch deck" }),
    ],
    { year: "$1 2027" },
  );
  expect(answer).toMatchObject({ slides: [{ text: "Acme\nPlans for $1 2027" }, {}, {}] });
});

test("one slide and its picture are had by the id of the slide", async () => {
  const step = { presentationId: deck, pageObjectId: "slideWhy2026" };
  expect(await code.run([use("pages.get", step)])).toMatchObject({ objectId: "slideWhy2026" });
  expect(await code.run([use("pages.getThumbnail", step)])).toMatchObject({
    contentUrl: expect.stringContaining("slideWhy2026"),
  });
});

test("a batch with something wrong in it changes nothing, and says where", async () => {
  const requests = [{ deleteObject: { objectId: "none" } }];
  const wrong = code.run([use("batchUpdate", { presentationId: deck, slideTitle: "x", requests })]);
  await expect(wrong).rejects.toThrow("Invalid requests[2].deleteObject");
  expect(await code.run([use("get", { presentationId: deck })])).toMatchObject({
    slides: { length: 3 },
  });
});

test.each<[string, readonly string[], readonly Step[]]>([
  [
    "a new deck and a slide in it",
    ["drive.file"],
    [make, use("batchUpdate", { presentationId: own, slideTitle: "x" })],
  ],
  ["a deck that is there", ["presentations.readonly"], [use("get", { presentationId: deck })]],
  [
    "a change of one that is there",
    ["presentations"],
    [use("batchUpdate", { presentationId: deck, slideTitle: "x" })],
  ],
])("%s takes %j", (_, scopes, steps) => {
  expect(scopesFor(connectors, steps)).toEqual(scopes);
});
