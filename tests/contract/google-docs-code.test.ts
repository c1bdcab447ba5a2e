import { expect, test } from "vitest";
import { googleDocsConnector } from "../../src/connectors/googledocs/connector.ts";
import { googleDriveConnector } from "../../src/connectors/googledrive/connector.ts";
import { type Step, createGoogleCode } from "../support/google-code.ts";
import { scopesFor } from "../support/google-scopes.ts";

const connectors = [googleDocsConnector, googleDriveConnector];
const code = createGoogleCode(connectors, ["drive"]);
const use = (method: string, given: Step[1] = {}): Step => [
  `googledocs.documents.${method}`,
  given,
];
const own = "${s1.documentId}";
const template = "1MinutesTemplate2026";
const make = use("create", { title: "Notes" });

test("text goes to the end of what is there, on a line of its own", async () => {
  const answer = await code.run([
    use("batchUpdate", { documentId: "Project brief", text: "Owner: Maya 🚀" }),
    use("get", { documentId: "Project brief" }),
  ]);
  expect(answer).toMatchObject({
    title: "Project brief",
    text: "Project brief\nLaunch in spring.\nBudget: 12,000.\nOwner: Maya 🚀\n",
  });
});

test("the first text of a new document has no empty line before it", async () => {
  const answer = await code.run([
    make,
    use("batchUpdate", { documentId: own, text: "First" }),
    use("get", { documentId: own }),
  ]);
  expect(answer).toMatchObject({ text: "First\n" });
});

test("placeholders are filled, then text is added, in one batch", async () => {
  const answer = await code.run(
    [
      use("batchUpdate", {
        documentId: template,
        find: "{{name}}",
        replaceWith: "${inputs.name}",
        text: "Done",
      }),
      use("get", { documentId: template }),
    ],
    { name: "$& `${x}`" },
  );
  expect(answer).toMatchObject({ text: "Minutes of {{date}}\nPresent: $& `${x}`\nDone\n" });
  expect(code.sent.filter((one) => one.startsWith("POST"))).toHaveLength(1);
});

test("what the Docs API has besides goes as it is", async () => {
  const requests = [
    { insertText: { text: "B", location: { index: 1 } } },
    { insertText: { text: "A", location: { index: 1 } } },
  ];
  const answer = await code.run([
    make,
    use("batchUpdate", { documentId: own, requests }),
    use("get", { documentId: own }),
  ]);
  expect(answer).toMatchObject({ text: "AB\n" });
});

test("a name that no document has is no document", async () => {
  const lost = code.run([use("get", { documentId: "Leads" })]);
  await expect(lost).rejects.toThrow('no file named "Leads"');
});

test.each<[string, readonly string[], readonly Step[]]>([
  [
    "a new document and its text",
    ["drive.file"],
    [make, use("batchUpdate", { documentId: own, text: "x" })],
  ],
  ["a document that is there", ["documents.readonly"], [use("get", { documentId: template })]],
  [
    "a change of one that is there",
    ["documents"],
    [use("batchUpdate", { documentId: template, text: "x" })],
  ],
  [
    "one by its name",
    ["documents.readonly", "drive.metadata.readonly"],
    [use("get", { documentId: "Project brief" })],
  ],
  [
    "a copy of a template, filled",
    ["drive"],
    [
      ["googledrive.files.copy", { fileId: template, name: "Minutes" }],
      use("batchUpdate", { documentId: "${s1.id}", find: "{{name}}", replaceWith: "Ada" }),
    ],
  ],
])("%s takes %j", (_, scopes, steps) => {
  expect(scopesFor(connectors, steps)).toEqual(scopes);
});
