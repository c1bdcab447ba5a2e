import { z } from "zod";
import type { Call, Method } from "../../google/sandbox/ground/app.ts";
import { createHexId } from "../../google/sandbox/ground/ids.ts";
import { pageOf } from "../../google/sandbox/ground/paging.ts";
import { invalid, notFound, refuse } from "../../google/sandbox/ground/refusal.ts";
import { edit, formRequest } from "./edit.ts";
import { type Form, type FormsState, formType, newForm, revisionId } from "./state.ts";

const auth = (name: string) => `https://www.googleapis.com/auth/${name}`;
const write = [auth("drive"), auth("drive.file"), auth("forms.body")];
const read = [...write, auth("drive.readonly"), auth("forms.body.readonly")];
const answers = [auth("drive"), auth("drive.file"), auth("forms.responses.readonly")];

type FormsCall = Call<FormsState>;

function opened(
  { state, files, params }: FormsCall,
  need: "read" | "write" = "read",
): { id: string; form: Form } {
  const id = params["formId"] ?? "";
  const form = state.forms[id];
  if (!form || !files.find(id)) return notFound("Requested entity was not found.");
  files.get(id, need);
  return { id, form };
}

function view(id: string, form: Form) {
  const { title, documentTitle, description, items, settings, isPublished, isAcceptingResponses } =
    form;
  return {
    formId: id,
    info: { title, documentTitle, ...(description === undefined ? {} : { description }) },
    settings,
    revisionId: revisionId(form),
    responderUri: `https://docs.google.com/forms/d/e/${id}/viewform`,
    publishSettings: { publishState: { isPublished, isAcceptingResponses } },
    ...(items.length > 0
      ? {
          items: items.map(({ questionId, question, ...item }) => ({
            ...item,
            ...(questionId
              ? { questionItem: { question: { questionId, ...question } } }
              : { textItem: {} }),
          })),
        }
      : {}),
  };
}

function responseView({
  responseId,
  respondentEmail,
  createTime,
  answers: given,
}: Form["responses"][number]) {
  return {
    responseId,
    createTime,
    lastSubmittedTime: createTime,
    ...(respondentEmail === undefined ? {} : { respondentEmail }),
    answers: Object.fromEntries(
      Object.entries(given).map(([questionId, values]) => [
        questionId,
        { questionId, textAnswers: { answers: values.map((value) => ({ value })) } },
      ]),
    ),
  };
}

const createBody = z.strictObject({
  info: z.strictObject({ title: z.string().min(1), documentTitle: z.string().optional() }),
});
const updateBody = z.strictObject({
  requests: z.array(formRequest).min(1),
  includeFormInResponse: z.boolean().optional(),
  writeControl: z
    .strictObject({
      requiredRevisionId: z.string().optional(),
      targetRevisionId: z.string().optional(),
    })
    .optional(),
});
const watchBody = z.strictObject({
  watch: z.strictObject({
    eventType: z.enum(["RESPONSES", "SCHEMA"]),
    target: z.strictObject({ topic: z.strictObject({ topicName: z.string() }) }),
  }),
  watchId: z.string().optional(),
});
const publishBody = z.strictObject({
  publishSettings: z.strictObject({
    publishState: z.strictObject({
      isPublished: z.boolean().optional(),
      isAcceptingResponses: z.boolean().optional(),
    }),
  }),
  updateMask: z.string().optional(),
});

/** https://developers.google.com/workspace/forms/api/reference/rest */
export const methods: readonly Method<FormsState>[] = [
  {
    id: "forms.create",
    http: "POST",
    path: "/v1/forms",
    scopes: write,
    query: ["unpublished"],
    body: createBody,
    changes: true,
    run({ state, files, body, query }) {
      const { title, documentTitle } = createBody.parse(body).info;
      const { id } = files.create({ name: documentTitle ?? title, mimeType: formType });
      const form = newForm(title, documentTitle);
      if (query.get("unpublished") === "true") form.isPublished = form.isAcceptingResponses = false;
      state.forms[id] = form;
      return view(id, form);
    },
  },
  {
    id: "forms.get",
    http: "GET",
    path: "/v1/forms/{formId}",
    scopes: read,
    run(call) {
      const { id, form } = opened(call);
      return view(id, form);
    },
  },
  {
    id: "forms.batchUpdate",
    http: "POST",
    path: "/v1/forms/{formId}:batchUpdate",
    scopes: write,
    body: updateBody,
    changes: true,
    run(call) {
      const { id, form } = opened(call, "write");
      const { requests, includeFormInResponse, writeControl } = updateBody.parse(call.body);
      const required = writeControl?.requiredRevisionId;
      if (required !== undefined && required !== revisionId(form))
        invalid("The revision ID does not match the latest one.", "failedPrecondition");
      const replies = edit(form, requests);
      return {
        replies,
        writeControl: { requiredRevisionId: revisionId(form) },
        ...(includeFormInResponse ? { form: view(id, form) } : {}),
      };
    },
  },
  {
    id: "forms.setPublishSettings",
    http: "POST",
    path: "/v1/forms/{formId}:setPublishSettings",
    scopes: write,
    body: publishBody,
    changes: true,
    run(call) {
      const { id, form } = opened(call, "write");
      const {
        isPublished = form.isPublished,
        isAcceptingResponses = isPublished && form.isAcceptingResponses,
      } = publishBody.parse(call.body).publishSettings.publishState;
      if (isAcceptingResponses && !isPublished)
        invalid("An unpublished form cannot accept responses.");
      Object.assign(form, { isPublished, isAcceptingResponses });
      return {
        formId: id,
        publishSettings: { publishState: { isPublished, isAcceptingResponses } },
      };
    },
  },
  {
    id: "forms.responses.list",
    http: "GET",
    path: "/v1/forms/{formId}/responses",
    scopes: answers,
    query: ["filter", "pageSize", "pageToken"],
    run(call) {
      const { form } = opened(call);
      const filter = call.query.get("filter");
      const [, operator, time = ""] = /^timestamp (>=|>) (\S+)$/.exec(filter ?? "") ?? [];
      if (filter !== null && (operator === undefined || Number.isNaN(Date.parse(time))))
        invalid("Invalid filter.");
      const since = Date.parse(time);
      const found = form.responses.filter(
        ({ createTime }) =>
          filter === null ||
          (operator === ">" ? Date.parse(createTime) > since : Date.parse(createTime) >= since),
      );
      const page = pageOf(found, call.query, { size: 5000, max: 5000, sizeParameter: "pageSize" });
      return {
        ...(page.items.length > 0 ? { responses: page.items.map(responseView) } : {}),
        ...(page.nextPageToken ? { nextPageToken: page.nextPageToken } : {}),
      };
    },
  },
  {
    id: "forms.responses.get",
    http: "GET",
    path: "/v1/forms/{formId}/responses/{responseId}",
    scopes: answers,
    run(call) {
      const response = opened(call).form.responses.find(
        ({ responseId }) => responseId === call.params["responseId"],
      );
      return response ? responseView(response) : notFound("Requested entity was not found.");
    },
  },
  {
    id: "forms.watches.create",
    http: "POST",
    path: "/v1/forms/{formId}/watches",
    scopes: [...read, ...answers],
    body: watchBody,
    changes: true,
    run(call) {
      const { form } = opened(call);
      const { watch, watchId = createHexId(16) } = watchBody.parse(call.body);
      if (form.watches.some(({ eventType, id }) => eventType === watch.eventType || id === watchId))
        refuse(409, "alreadyExists", "A watch of this event type exists already.");
      const made = {
        id: watchId,
        eventType: watch.eventType,
        topicName: watch.target.topic.topicName,
        expireTime: new Date(call.now + 7 * 86_400_000).toISOString(),
      };
      form.watches.push(made);
      return {
        id: made.id,
        target: watch.target,
        eventType: made.eventType,
        createTime: new Date(call.now).toISOString(),
        expireTime: made.expireTime,
        state: "ACTIVE",
      };
    },
  },
];
