import { afterAll, beforeAll, expect, test } from "vitest";
import { type HostedModel, script, startHostedModel, tokensIn } from "../support/hosted-model.ts";
import { type TestServer, startServer } from "../support/server.ts";

let model: HostedModel;
let server: TestServer;
beforeAll(async () => {
  model = await startHostedModel();
  const OPENAI_BASE_URL = model.url;
  server = await startServer({ OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL, MODEL: "gpt-test" });
});
afterAll(async () => {
  await server.close();
  await model.close();
});

const flow = (event: string, text: string, given: object) => ({
  name: "tellPeople",
  description: "Tells #people of it",
  trigger: { type: "event", event, with: given },
  steps: [{ id: "message", use: "slack.chat.postMessage", with: { channel: "#people", text } }],
});

test("a hosted model finds an event, and what it gets wrong about it comes back named", async () => {
  const heard: any[] = [];
  const hear = (say: readonly { tool: string; input: unknown }[] | string) => {
    return (results: readonly unknown[]) => {
      heard.push(results.at(-1));
      return say;
    };
  };
  const propose = (text: string, given: object) => [
    {
      tool: "propose_flow",
      input: { flow: flow("googleforms.response.submitted", text, given) },
    },
  ];
  script(model.mock, [
    [{ tool: "search_catalog", input: { query: "somebody answers a google form" } }],
    hear(propose("${trigger.body.answer}", { form: "1Form" })),
    hear(propose("${trigger.body.text}", {})),
    hear(propose("${trigger.body.text}", { formId: "1Form" })),
    hear("Shall I?"),
  ]);
  const chat = await server.server.evals.open();
  await chat.say("When somebody answers the form 1Form, tell #people");
  const [found, wrong, open, ready] = heard;
  expect(found.events[0]).toEqual({
    id: "googleforms.response.submitted",
    title: "Somebody answers a form",
    body: expect.stringMatching(/^\{ id: string .*answers: \{ \[name\]: string \}.*text: string/),
    with: expect.stringMatching(/^\{ formId: string \/\* Form, .*from\?: string/),
  });
  expect(tokensIn(JSON.stringify(found.events))).toBeLessThan(400);
  expect(wrong).toEqual({
    status: "invalid",
    problems: [
      {
        where: "trigger.with.form",
        message: expect.stringContaining('has no condition "form"; nearest: "formId"; there are'),
      },
      {
        where: "steps.message.with.text",
        message: expect.stringMatching(/has no "answer"; nearest: "answers"/),
      },
    ],
  });
  expect(open.doubts).toEqual([
    { where: "trigger.with", message: expect.stringContaining("ask the person") },
  ]);
  expect(ready).toMatchObject({ status: "ready" });
  expect(ready.doubts).toBeUndefined();
});

test("the page of a connector says what its events bring, take and need", async () => {
  const { body } = await server.json("/api/connectors/googleforms");
  expect(body.events).toEqual([
    expect.objectContaining({
      id: "googleforms.response.submitted",
      via: ["polling"],
      requires: ["formId", "url", "id"],
      payload: expect.objectContaining({
        properties: expect.objectContaining({ text: expect.objectContaining({ type: "string" }) }),
      }),
      scopes: { anyOf: expect.arrayContaining([[expect.stringContaining("forms.responses")]]) },
    }),
  ]);
  const drive = (await server.json("/api/connectors/googledrive")).body.events[0];
  expect(drive.filters).toContainEqual({
    name: "change",
    description: "added or changed",
    choices: ["added", "changed"],
  });
});
