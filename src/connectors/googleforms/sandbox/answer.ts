import type { Deed } from "../../google/sandbox/ground/app.ts";
import { createHexId } from "../../google/sandbox/ground/ids.ts";
import type { FormsState } from "./state.ts";

/** Somebody fills in the form and submits it; the API has no method for that. */
export function answerForm({ state, user, fields, now }: Deed<FormsState>): string | undefined {
  const form = state.forms[fields["formId"] ?? ""];
  if (!form?.isAcceptingResponses) return "The form is not open for answers.";
  const given = form.items.flatMap(({ questionId }): [string, string[]][] => {
    const text = fields[questionId ?? ""]?.trim() ?? "";
    return questionId && text !== "" ? [[questionId, [text]]] : [];
  });
  if (given.length === 0) return "Nothing was answered.";
  form.responses.push({
    responseId: createHexId(20),
    respondentEmail: user.email,
    createTime: new Date(now).toISOString(),
    answers: Object.fromEntries(given),
  });
  return undefined;
}
