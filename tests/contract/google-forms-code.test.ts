import { expect, test } from "vitest";
import { googleDriveConnector } from "../../src/connectors/googledrive/connector.ts";
import { googleFormsConnector } from "../../src/connectors/googleforms/connector.ts";
import { type Step, createGoogleCode } from "../support/google-code.ts";
import { scopesFor } from "../support/google-scopes.ts";

const connectors = [googleFormsConnector, googleDriveConnector];
const code = createGoogleCode(connectors, ["drive"]);
const use = (method: string, given: Step[1] = {}): Step => [`googleforms.forms.${method}`, given];
const feedback = "1FeedbackForm2026";
const own = "${s1.formId}";
const make = use("create", { title: "RSVP" });

test("questions are added at the end, in the order of the steps", async () => {
  const answer = await code.run([
    make,
    use("batchUpdate", { formId: own, question: "Name", required: true }),
    use("batchUpdate", { formId: own, question: "Coming?", options: ["Yes", "No"] }),
    use("batchUpdate", { formId: own, question: "Allergies", questionType: "paragraph" }),
    use("get", { formId: own }),
  ]);
  expect(answer).toMatchObject({
    items: [
      { title: "Name", questionItem: { question: { required: true, textQuestion: {} } } },
      {
        title: "Coming?",
        questionItem: {
          question: {
            choiceQuestion: { type: "RADIO", options: [{ value: "Yes" }, { value: "No" }] },
          },
        },
      },
      { title: "Allergies", questionItem: { question: { textQuestion: { paragraph: true } } } },
    ],
  });
});

test("title and description change without what is not named", async () => {
  const answer = await code.run([
    make,
    use("batchUpdate", { formId: own, description: "By Friday, please." }),
    use("get", { formId: own }),
  ]);
  expect(answer).toMatchObject({ info: { title: "RSVP", description: "By Friday, please." } });
  expect(code.sent.filter((one) => one.startsWith("GET"))).toHaveLength(1);
});

test("answers come under the ids of their questions, or under their titles", async () => {
  const read = (given: Step[1]) =>
    code.run([use("responses.list", { formId: feedback, ...given })]);
  expect(await read({ pageSize: 1 })).toMatchObject({
    responses: [{ respondentEmail: "ada@example.org", answers: { "q-how": "Very helpful" } }],
  });
  expect(code.sent).toHaveLength(1);
  expect(await read({ withTitles: true })).toMatchObject({
    responses: [
      { answers: { "How was the workshop?": "Very helpful", "Would you come again?": "Yes" } },
      {},
      {},
    ],
  });
});

test("answers since a moment are those after it", async () => {
  const since = new Date(Date.now() - 3 * 3_600_000).toISOString();
  const answer = await code.run([use("responses.list", { formId: "Workshop feedback", since })]);
  expect(answer).toMatchObject({ responses: [{ responseId: "response2026nora" }] });
  expect(Reflect.get(Object(answer), "responses")).toHaveLength(1);
});

test.each<[string, readonly string[], readonly Step[]]>([
  [
    "a new form and its questions",
    ["drive.file"],
    [make, use("batchUpdate", { formId: own, question: "Name" })],
  ],
  ["answers", ["forms.responses.readonly"], [use("responses.list", { formId: feedback })]],
  [
    "answers by the titles of the questions",
    ["forms.body.readonly", "forms.responses.readonly"],
    [use("responses.list", { formId: feedback, withTitles: true })],
  ],
  [
    "a question for a form that is there",
    ["forms.body"],
    [use("batchUpdate", { formId: feedback, question: "Name" })],
  ],
])("%s takes %j", (_, scopes, steps) => {
  expect(scopesFor(connectors, steps)).toEqual(scopes);
});
