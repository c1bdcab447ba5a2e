import { z } from "zod";

export const itemShape = z.object({
  itemId: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  /** As the API has it, with the question's id in it. */
  questionId: z.string().optional(),
  question: z.record(z.string(), z.unknown()).optional(),
});
export type FormItem = z.output<typeof itemShape>;

export const formShape = z.object({
  title: z.string(),
  documentTitle: z.string(),
  description: z.string().optional(),
  items: z.array(itemShape),
  settings: z.record(z.string(), z.unknown()),
  revision: z.number(),
  isPublished: z.boolean(),
  isAcceptingResponses: z.boolean(),
  responses: z.array(
    z.object({
      responseId: z.string(),
      respondentEmail: z.string().optional(),
      createTime: z.string(),
      /** By question id. */
      answers: z.record(z.string(), z.array(z.string())),
    }),
  ),
  watches: z.array(
    z.object({
      id: z.string(),
      eventType: z.string(),
      topicName: z.string(),
      expireTime: z.string(),
    }),
  ),
});
export type Form = z.output<typeof formShape>;

export const formsState = z.object({ forms: z.record(z.string(), formShape) });
export type FormsState = z.output<typeof formsState>;

export const formType = "application/vnd.google-apps.form";
export const revisionId = ({ revision }: Form) => String(revision).padStart(8, "0");

export function newForm(title: string, documentTitle = title): Form {
  return {
    title,
    documentTitle,
    items: [],
    settings: {},
    revision: 1,
    isPublished: true,
    isAcceptingResponses: true,
    responses: [],
    watches: [],
  };
}
