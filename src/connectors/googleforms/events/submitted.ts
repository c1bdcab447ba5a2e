import { z } from "zod";
import { type EventCall, EventCallError } from "../../../catalog/event.ts";
import { pollSince } from "../../../catalog/polling.ts";
import { givenFileId } from "../../google/file-address.ts";

export const responsePayload = z.object({
  id: z.string().describe("Id of the response"),
  formId: z.string().describe("Id of the form"),
  form: z.string().describe("Title of the form; needs the permission to read forms"),
  email: z.string().describe("Address of who answered; empty where the form does not ask for it"),
  submitted: z.string().describe("When it was sent, ISO 8601"),
  answers: z
    .record(z.string(), z.string())
    .describe("Answers by the titles of the questions, which need the permission to read forms"),
  answersById: z.record(z.string(), z.string()).describe("Answers by the ids of the questions"),
  text: z
    .string()
    .describe(
      "All answers as text, a line for each, with its question where the permission allows",
    ),
});

/** Names under which a flow says which form; one of them has to be given. */
export const formNames = ["formId", "url", "id"];

const response = z.looseObject({
  responseId: z.string(),
  createTime: z.string(),
  lastSubmittedTime: z.string().nullish(),
  respondentEmail: z.string().nullish(),
  answers: z
    .record(
      z.string(),
      z.looseObject({
        textAnswers: z
          .looseObject({
            answers: z.array(z.looseObject({ value: z.string().nullish() })).nullish(),
          })
          .nullish(),
        fileUploadAnswers: z
          .looseObject({
            answers: z.array(z.looseObject({ fileName: z.string().nullish() })).nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
});
const page = z.looseObject({
  responses: z.array(response).nullish(),
  nextPageToken: z.string().nullish(),
});
const item = z.looseObject({
  title: z.string().nullish(),
  questionItem: z
    .looseObject({ question: z.looseObject({ questionId: z.string().nullish() }) })
    .nullish(),
  questionGroupItem: z
    .looseObject({
      questions: z
        .array(
          z.looseObject({
            questionId: z.string().nullish(),
            rowQuestion: z.looseObject({ title: z.string().nullish() }).nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
});
const form = z.looseObject({
  info: z.looseObject({ title: z.string().nullish() }).nullish(),
  items: z.array(item).nullish(),
});

/** An answer that is sent again, changed, is told again. */
export const submitted = pollSince({
  operations: ["googleforms.forms.responses.list", "googleforms.forms.get"],
  every: 60,
  overlapMs: 5 * 60_000,
  max: 500,
  list: async (from, { given, call }) =>
    (await responsesSince(givenFileId(given, formNames), from, call)).map((one) => {
      const time = one.lastSubmittedTime ?? one.createTime;
      return { ...one, time, key: `${one.responseId}@${time}` };
    }),
  async tell(fresh, { given, call }) {
    const formId = givenFileId(given, formNames);
    const { title, titles } = await questionsOf(formId, call);
    return fresh.map((one) => {
      const answersById = Object.fromEntries(
        Object.entries(one.answers ?? {}).map(([id, { textAnswers, fileUploadAnswers }]) => [
          id,
          [
            ...(textAnswers?.answers ?? []).map(({ value }) => value ?? ""),
            ...(fileUploadAnswers?.answers ?? []).map(({ fileName }) => fileName ?? ""),
          ].join(", "),
        ]),
      );
      return {
        id: one.key,
        payload: {
          id: one.responseId,
          formId,
          form: title,
          email: one.respondentEmail ?? "",
          submitted: one.time,
          answers: Object.fromEntries(
            Object.entries(answersById).map(([id, text]) => [titles.get(id) ?? id, text]),
          ),
          answersById,
          text: Object.entries(answersById)
            .map(([id, text]) => [titles.get(id), text].filter(Boolean).join(": "))
            .join("\n"),
        },
      };
    });
  },
});

async function responsesSince(formId: string, from: string, call: EventCall) {
  const found: z.output<typeof response>[] = [];
  for (let pageToken: string | undefined; ;) {
    const answer = await call("googleforms.forms.responses.list", {
      formId,
      filter: `timestamp >= ${from}`,
      pageToken,
    });
    const { responses, nextPageToken } = page.parse(answer);
    found.push(...(responses ?? []));
    if (!nextPageToken) return found;
    pageToken = nextPageToken;
  }
}

/** Titles of the questions by their ids; none where the permission does not reach them. */
async function questionsOf(
  formId: string,
  call: EventCall,
): Promise<{ readonly title: string; readonly titles: ReadonlyMap<string, string> }> {
  try {
    const { info, items } = form.parse(await call("googleforms.forms.get", { formId }));
    const titles = (items ?? []).flatMap(({ title, questionItem, questionGroupItem }) => [
      [questionItem?.question.questionId, title] as const,
      ...(questionGroupItem?.questions ?? []).map(
        ({ questionId, rowQuestion }) =>
          [questionId, [title, rowQuestion?.title].filter(Boolean).join(": ")] as const,
      ),
    ]);
    return {
      title: info?.title ?? "",
      titles: new Map(titles.flatMap(([id, title]) => (id && title ? [[id, title]] : []))),
    };
  } catch (error) {
    if (error instanceof EventCallError && error.status === 403)
      return { title: "", titles: new Map() };
    throw error;
  }
}
