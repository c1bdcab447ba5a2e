import type { EventFilter, EventInfo } from "../../../catalog/event.ts";
import { anyOf, scopeAddress } from "../../google/scopes.ts";
import { formNames, responsePayload, submitted } from "./submitted.ts";

const form: EventFilter = { description: "Form, by id or address of its editor" };
const answers = scopeAddress("forms.responses.readonly");

export const events: readonly EventInfo[] = [
  {
    id: "googleforms.response.submitted",
    title: "Somebody answers a form",
    scopes: anyOf("forms.responses.readonly", "drive").user ?? [],
    scopesWhen: [
      {
        reads: ["answers", "form"],
        scopes: [
          [answers, scopeAddress("forms.body.readonly")],
          [answers, scopeAddress("forms.body")],
          [answers, scopeAddress("drive.readonly")],
          [scopeAddress("drive")],
        ],
      },
    ],
    // Push comes through a Pub/Sub topic in a project of one's own: it is asked for instead.
    via: ["polling"],
    docs: "https://developers.google.com/workspace/forms/api/reference/rest/v1/forms.responses/list",
    words: ["answer", "response", "submission", "reply", "entry", "quiz"],
    impliedBy: [
      "form",
      "gform",
      "survey",
      "questionnaire",
      "formular",
      "umfrage",
      "formulario",
      "encuesta",
      "formulaire",
      "sondage",
      "pesquisa",
    ],
    payload: responsePayload,
    requires: formNames,
    filters: {
      formId: form,
      url: form,
      id: form,
      from: { description: "Address of who answered", in: ["email"] },
    },
    poll: submitted,
  },
];
