import { z } from "zod";
import { createHexId } from "../../google/sandbox/ground/ids.ts";
import { invalid } from "../../google/sandbox/ground/refusal.ts";
import { type Presentation, type Shape, layouts } from "./state.ts";

const objectId = z
  .string()
  .regex(
    /^[a-zA-Z0-9_][a-zA-Z0-9_\-:]{4,49}$/,
    "The object ID must be 5 to 50 letters, digits and _-:",
  );
const properties = z.looseObject({ pageObjectId: z.string().optional() });
const contains = z.strictObject({ text: z.string().min(1), matchCase: z.boolean().optional() });

/** https://developers.google.com/workspace/slides/api/reference/rest/v1/presentations/request */
export const slideRequest = z.union([
  z.strictObject({
    createSlide: z.strictObject({
      objectId: objectId.optional(),
      insertionIndex: z.number().int().min(0).optional(),
      slideLayoutReference: z
        .strictObject({ predefinedLayout: z.string().optional(), layoutId: z.string().optional() })
        .optional(),
      placeholderIdMappings: z
        .array(
          z.strictObject({
            layoutPlaceholder: z
              .strictObject({ type: z.string(), index: z.number().int().optional() })
              .optional(),
            layoutPlaceholderObjectId: z.string().optional(),
            objectId: objectId.optional(),
          }),
        )
        .optional(),
    }),
  }),
  z.strictObject({
    insertText: z.strictObject({
      objectId: z.string(),
      text: z.string(),
      insertionIndex: z.number().int().min(0).optional(),
    }),
  }),
  z.strictObject({
    deleteText: z.strictObject({
      objectId: z.string(),
      textRange: z.looseObject({ type: z.string() }),
    }),
  }),
  z.strictObject({
    replaceAllText: z.strictObject({
      containsText: contains,
      replaceText: z.string(),
      pageObjectIds: z.array(z.string()).optional(),
    }),
  }),
  z.strictObject({
    createShape: z.strictObject({
      objectId: objectId.optional(),
      shapeType: z.string(),
      elementProperties: properties.optional(),
    }),
  }),
  z.strictObject({
    createImage: z.strictObject({
      objectId: objectId.optional(),
      url: z.url(),
      elementProperties: properties.optional(),
    }),
  }),
  z.strictObject({
    replaceAllShapesWithImage: z.looseObject({ imageUrl: z.url(), containsText: contains }),
  }),
  z.strictObject({ deleteObject: z.strictObject({ objectId: z.string() }) }),
  z.strictObject({
    duplicateObject: z.strictObject({
      objectId: z.string(),
      objectIds: z.record(z.string(), z.string()).optional(),
    }),
  }),
  z.strictObject({ updateTextStyle: z.looseObject({ objectId: z.string() }) }),
]);
type SlideRequest = z.output<typeof slideRequest>;

/** All requests or none; a reply for each. */
export function edit(
  presentation: Presentation,
  requests: readonly SlideRequest[],
): readonly object[] {
  const draft = structuredClone(presentation);
  const replies = requests.map((request, index) =>
    apply(draft, request, `Invalid requests[${index}].${Object.keys(request)[0]}`),
  );
  Object.assign(presentation, draft, { revision: presentation.revision + 1 });
  return replies;
}

function apply(presentation: Presentation, request: SlideRequest, where: string): object {
  const { slides } = presentation;
  const taken = (id: string) =>
    slides.some(
      (slide) => slide.objectId === id || slide.elements.some((element) => element.objectId === id),
    );
  const fresh = (id = `g${createHexId(12)}`) =>
    taken(id)
      ? invalid(
          `${where}: The object ID (${id}) should be unique among all pages and page elements in the presentation.`,
        )
      : id;
  const elementOf = (id: string) =>
    slides.flatMap(({ elements }) => elements).find((element) => element.objectId === id) ??
    invalid(`${where}: The object (${id}) could not be found.`);
  const slideOf = (id: string | undefined) =>
    slides.find((slide) => slide.objectId === id) ??
    invalid(`${where}: The page (${id ?? ""}) could not be found.`);

  if ("createSlide" in request) {
    const {
      insertionIndex = slides.length,
      slideLayoutReference,
      placeholderIdMappings = [],
    } = request.createSlide;
    const layout = slideLayoutReference?.predefinedLayout ?? "BLANK";
    const placeholders =
      layouts[layout] ??
      invalid(`${where}: The predefined layout (${layout}) is not present in the current master.`);
    const id = fresh(request.createSlide.objectId);
    const elements = placeholders.map((placeholder, index): Shape => {
      const position = placeholders.slice(0, index).filter((one) => one === placeholder).length;
      const mapping = placeholderIdMappings.find(
        ({ layoutPlaceholder }) =>
          layoutPlaceholder?.type === placeholder && (layoutPlaceholder.index ?? 0) === position,
      );
      return { objectId: fresh(mapping?.objectId), kind: "shape", placeholder, text: "" };
    });
    slides.splice(insertionIndex, 0, { objectId: id, layout, elements });
    return { createSlide: { objectId: id } };
  }
  if ("insertText" in request) {
    const element = elementOf(request.insertText.objectId);
    const at = request.insertText.insertionIndex ?? 0;
    if (at > element.text.length)
      invalid(
        `${where}: The insertion index (${at}) should not be greater than the existing text length (${element.text.length}).`,
      );
    element.text = element.text.slice(0, at) + request.insertText.text + element.text.slice(at);
  } else if ("deleteText" in request) elementOf(request.deleteText.objectId).text = "";
  else if ("replaceAllText" in request) {
    const { containsText, replaceText, pageObjectIds } = request.replaceAllText;
    const pattern = new RegExp(
      containsText.text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"),
      containsText.matchCase ? "g" : "gi",
    );
    let occurrencesChanged = 0;
    for (const { elements, objectId: page } of slides) {
      if (pageObjectIds && !pageObjectIds.includes(page)) continue;
      for (const element of elements) {
        element.text = element.text.replaceAll(pattern, () => {
          occurrencesChanged += 1;
          return replaceText;
        });
      }
    }
    return { replaceAllText: occurrencesChanged > 0 ? { occurrencesChanged } : {} };
  } else if ("createShape" in request || "createImage" in request) {
    const given = "createShape" in request ? request.createShape : request.createImage;
    const id = fresh(given.objectId);
    const element: Shape =
      "url" in given
        ? { objectId: id, kind: "image", text: "", url: given.url }
        : { objectId: id, kind: "shape", text: "" };
    slideOf(given.elementProperties?.pageObjectId).elements.push(element);
    return "createShape" in request
      ? { createShape: { objectId: id } }
      : { createImage: { objectId: id } };
  } else if ("replaceAllShapesWithImage" in request) {
    const { imageUrl, containsText } = request.replaceAllShapesWithImage;
    const found = slides
      .flatMap(({ elements }) => elements)
      .filter(({ text }) => text.includes(containsText.text));
    for (const element of found) Object.assign(element, { kind: "image", url: imageUrl, text: "" });
    return { replaceAllShapesWithImage: { occurrencesChanged: found.length } };
  } else if ("deleteObject" in request) {
    const id = request.deleteObject.objectId;
    if (!taken(id)) invalid(`${where}: The object (${id}) could not be found.`);
    presentation.slides = slides.filter((slide) => slide.objectId !== id);
    for (const slide of presentation.slides)
      slide.elements = slide.elements.filter((element) => element.objectId !== id);
  } else if ("duplicateObject" in request) {
    const original = slideOf(request.duplicateObject.objectId);
    const copy = {
      ...structuredClone(original),
      objectId: fresh(request.duplicateObject.objectIds?.[original.objectId]),
    };
    copy.elements = copy.elements.map((element) => ({ ...element, objectId: fresh() }));
    slides.splice(slides.indexOf(original) + 1, 0, copy);
    return { duplicateObject: { objectId: copy.objectId } };
  } else elementOf(request.updateTextStyle.objectId);
  return {};
}
