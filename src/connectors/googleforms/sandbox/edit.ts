import { z } from "zod";
import { createHexId } from "../../google/sandbox/ground/ids.ts";
import { invalid } from "../../google/sandbox/ground/refusal.ts";
import type { Form, FormItem } from "./state.ts";

const question = z.strictObject({
  questionId: z.string().optional(),
  required: z.boolean().optional(),
  choiceQuestion: z
    .looseObject({
      type: z.enum(["RADIO", "CHECKBOX", "DROP_DOWN"]),
      options: z.array(z.looseObject({ value: z.string().optional() })).min(1),
    })
    .optional(),
  textQuestion: z.looseObject({ paragraph: z.boolean().optional() }).optional(),
  scaleQuestion: z.looseObject({ low: z.number(), high: z.number() }).optional(),
  dateQuestion: z.looseObject({}).optional(),
  timeQuestion: z.looseObject({}).optional(),
  grading: z.unknown().optional(),
});
const item = z.strictObject({
  itemId: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  questionItem: z.strictObject({ question, image: z.unknown().optional() }).optional(),
  textItem: z.looseObject({}).optional(),
  pageBreakItem: z.looseObject({}).optional(),
});
const location = z.strictObject({ index: z.number().int().min(0) });

/** https://developers.google.com/workspace/forms/api/reference/rest/v1/forms/batchUpdate#request */
export const formRequest = z.union([
  z.strictObject({ createItem: z.strictObject({ item, location }) }),
  z.strictObject({ updateItem: z.strictObject({ item, location, updateMask: z.string() }) }),
  z.strictObject({ deleteItem: z.strictObject({ location }) }),
  z.strictObject({
    moveItem: z.strictObject({ originalLocation: location, newLocation: location }),
  }),
  z.strictObject({
    updateFormInfo: z.strictObject({
      info: z.strictObject({
        title: z.string().optional(),
        description: z.string().optional(),
        documentTitle: z.string().optional(),
      }),
      updateMask: z.string(),
    }),
  }),
  z.strictObject({
    updateSettings: z.strictObject({
      settings: z.record(z.string(), z.unknown()),
      updateMask: z.string(),
    }),
  }),
]);
type FormRequest = z.output<typeof formRequest>;

/** All requests or none; a reply for each. */
export function edit(form: Form, requests: readonly FormRequest[]): readonly object[] {
  const draft = structuredClone(form);
  const replies = requests.map((request) => apply(draft, request));
  Object.assign(form, draft, { revision: form.revision + 1 });
  return replies;
}

function apply(form: Form, request: FormRequest): object {
  if ("createItem" in request) {
    const { item: given, location: at } = request.createItem;
    if (at.index > form.items.length)
      invalid(`Index ${at.index} must be less than or equal to the number of items.`);
    const created = itemOf(given);
    form.items.splice(at.index, 0, created);
    return {
      createItem: {
        itemId: created.itemId,
        ...(created.questionId ? { questionId: [created.questionId] } : {}),
      },
    };
  }
  if ("updateItem" in request) {
    const { item: given, location: at } = request.updateItem;
    const before = itemAt(form, at.index);
    const { title, description, question: asked } = itemOf(given);
    Object.assign(before, {
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
      ...(asked ? { question: asked } : {}),
    });
  } else if ("deleteItem" in request) {
    itemAt(form, request.deleteItem.location.index);
    form.items.splice(request.deleteItem.location.index, 1);
  } else if ("moveItem" in request) {
    const { originalLocation, newLocation } = request.moveItem;
    const moved = itemAt(form, originalLocation.index);
    form.items.splice(originalLocation.index, 1);
    form.items.splice(newLocation.index, 0, moved);
  } else if ("updateFormInfo" in request) {
    const { info, updateMask } = request.updateFormInfo;
    const fields = updateMask === "*" ? Object.keys(info) : updateMask.split(",");
    for (const field of fields) {
      if (field !== "title" && field !== "description") invalid(`Invalid update_mask: ${field}`);
      else if (info[field] !== undefined) form[field] = info[field];
    }
  } else form.settings = { ...form.settings, ...request.updateSettings.settings };
  return {};
}

function itemAt({ items }: Form, index: number): FormItem {
  return items[index] ?? invalid(`Index ${index} must be less than the number of items.`);
}

function itemOf({
  itemId = createHexId(8),
  title,
  description,
  questionItem,
}: z.output<typeof item>): FormItem {
  const { questionId = createHexId(8), ...asked } = questionItem?.question ?? {};
  return {
    itemId,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(questionItem ? { questionId, question: asked } : {}),
  };
}
