import type { DriveFile } from "../../google/sandbox/ground/files.ts";
import { seededFile } from "../../google/sandbox/ground/seeded-file.ts";
import { type FormsState, formType, newForm } from "./state.ts";

const id = "1FeedbackForm2026";

export function seedForms(now: number): FormsState {
  const at = (hours: number) => new Date(now - hours * 3_600_000).toISOString();
  const text = (itemId: string, title: string, questionId: string) => ({
    itemId,
    title,
    questionId,
    question: { required: false, textQuestion: { paragraph: false } },
  });
  return {
    forms: {
      [id]: {
        ...newForm("Workshop feedback"),
        items: [
          text("item-how", "How was the workshop?", "q-how"),
          text("item-more", "What would you like to hear more about?", "q-more"),
          {
            itemId: "item-again",
            title: "Would you come again?",
            questionId: "q-again",
            question: {
              required: true,
              choiceQuestion: { type: "RADIO", options: [{ value: "Yes" }, { value: "No" }] },
            },
          },
        ],
        responses: [
          {
            responseId: "response2026ada",
            respondentEmail: "ada@example.org",
            createTime: at(30),
            answers: { "q-how": ["Very helpful"], "q-again": ["Yes"] },
          },
          {
            responseId: "response2026ben",
            respondentEmail: "ben@example.org",
            createTime: at(20),
            answers: { "q-how": ["Too short"], "q-more": ["Testing"], "q-again": ["Yes"] },
          },
          {
            responseId: "response2026nora",
            createTime: at(2),
            answers: { "q-how": ["Good"], "q-again": ["No"] },
          },
        ],
      },
    },
  };
}

export function seedFiles(now: number): readonly DriveFile[] {
  return [seededFile({ id, name: "Workshop feedback", mimeType: formType }, now)];
}
