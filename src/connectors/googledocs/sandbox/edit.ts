import { z } from "zod";
import { invalid } from "../../google/sandbox/ground/refusal.ts";
import type { Document } from "./state.ts";

const location = z.strictObject({
  index: z.number().int(),
  segmentId: z.string().optional(),
  tabId: z.string().optional(),
});
const end = z.strictObject({ segmentId: z.string().optional(), tabId: z.string().optional() });
const range = z.strictObject({
  startIndex: z.number().int(),
  endIndex: z.number().int(),
  segmentId: z.string().optional(),
  tabId: z.string().optional(),
});
const place = { location: location.optional(), endOfSegmentLocation: end.optional() };

/** https://developers.google.com/workspace/docs/api/reference/rest/v1/documents/request */
const requestShape = z.union([
  z.strictObject({ insertText: z.strictObject({ ...place, text: z.string() }) }),
  z.strictObject({
    replaceAllText: z.strictObject({
      containsText: z.strictObject({ text: z.string().min(1), matchCase: z.boolean().optional() }),
      replaceText: z.string(),
    }),
  }),
  z.strictObject({ deleteContentRange: z.strictObject({ range }) }),
  z.strictObject({ insertPageBreak: z.strictObject(place) }),
  z.strictObject({
    insertTable: z.strictObject({
      ...place,
      rows: z.number().int().min(1),
      columns: z.number().int().min(1),
    }),
  }),
  z.strictObject({
    insertInlineImage: z.strictObject({
      ...place,
      uri: z.url(),
      objectSize: z.unknown().optional(),
    }),
  }),
  z.strictObject({
    updateTextStyle: z.strictObject({ range, textStyle: z.unknown(), fields: z.string() }),
  }),
  z.strictObject({
    updateParagraphStyle: z.strictObject({
      range,
      paragraphStyle: z.looseObject({ namedStyleType: z.string().optional() }),
      fields: z.string(),
    }),
  }),
  z.strictObject({
    createParagraphBullets: z.strictObject({ range, bulletPreset: z.string().optional() }),
  }),
]);
export const requestsShape = z.array(requestShape);
type Request = z.output<typeof requestShape>;

/** Applies all requests or none; gives a reply for each, empty where there is nothing to say. */
export function edit(document: Document, requests: readonly Request[]): readonly object[] {
  const draft: Document = structuredClone(document);
  const replies = requests.map((request, index) =>
    apply(draft, request, `Invalid requests[${index}].${Object.keys(request)[0]}`),
  );
  Object.assign(document, draft, { revision: document.revision + 1 });
  return replies;
}

function apply(document: Document, request: Request, where: string): object {
  if ("insertText" in request) {
    const { text, ...at } = request.insertText;
    insert(document, indexOf(document, at, where), text);
  } else if ("replaceAllText" in request) {
    const { containsText, replaceText } = request.replaceAllText;
    return {
      replaceAllText: { occurrencesChanged: replaceAll(document, containsText, replaceText) },
    };
  } else if ("deleteContentRange" in request) {
    const { startIndex, endIndex } = checked(document, request.deleteContentRange.range, where);
    if (endIndex > document.text.length)
      invalid(
        `${where}: The range cannot include the newline character at the end of the segment.`,
      );
    document.text = document.text.slice(0, startIndex - 1) + document.text.slice(endIndex - 1);
  } else if ("insertPageBreak" in request)
    insert(document, indexOf(document, request.insertPageBreak, where), "\f\n");
  else if ("insertTable" in request) {
    const { rows, columns, ...at } = request.insertTable;
    insert(document, indexOf(document, at, where), `\n${"\t".repeat(columns - 1)}\n`.repeat(rows));
  } else if ("insertInlineImage" in request) {
    insert(document, indexOf(document, request.insertInlineImage, where), "\uFFFC");
    return { insertInlineImage: { objectId: `kix.${document.text.length}` } };
  } else if ("updateParagraphStyle" in request) {
    const { startIndex, endIndex } = checked(document, request.updateParagraphStyle.range, where);
    const style = request.updateParagraphStyle.paragraphStyle.namedStyleType ?? "NORMAL_TEXT";
    document.styles.push({ start: startIndex - 1, end: endIndex - 1, style });
  } else if ("createParagraphBullets" in request) {
    const { startIndex, endIndex } = checked(document, request.createParagraphBullets.range, where);
    document.styles.push({ start: startIndex - 1, end: endIndex - 1, style: "BULLET" });
  } else checked(document, request.updateTextStyle.range, where);
  return {};
}

interface Place {
  readonly location?: z.output<typeof location> | undefined;
  readonly endOfSegmentLocation?: z.output<typeof end> | undefined;
}

/** Indices count UTF-16 units from 1; the last line break stays the last. */
function indexOf(
  document: Document,
  { location: at, endOfSegmentLocation }: Place,
  where: string,
): number {
  const last = document.text.length;
  if (!at)
    return endOfSegmentLocation
      ? last
      : invalid(`${where}: The insertion location must be specified.`);
  if (at.index < 1)
    invalid(
      `${where}: The insertion index must be inside the bounds of an existing paragraph. You can still create new paragraphs by inserting newlines.`,
    );
  if (at.index > last)
    invalid(
      `${where}: Index ${at.index} must be less than the end index of the referenced segment, ${last + 1}.`,
    );
  if (isSurrogatePair(document.text, at.index - 1))
    invalid(`${where}: The provided index cannot be in the middle of a grapheme cluster.`);
  return at.index;
}

function isSurrogatePair(text: string, at: number): boolean {
  return /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(at));
}

function checked(
  document: Document,
  { startIndex, endIndex }: z.output<typeof range>,
  where: string,
) {
  if (startIndex < 1 || endIndex <= startIndex) invalid(`${where}: The range should not be empty.`);
  if (endIndex > document.text.length + 1) {
    invalid(
      `${where}: Index ${endIndex - 1} must be less than the end index of the referenced segment, ${document.text.length + 1}.`,
    );
  }
  return { startIndex, endIndex };
}

function insert(document: Document, index: number, text: string): void {
  document.text = document.text.slice(0, index - 1) + text + document.text.slice(index - 1);
}

function replaceAll(
  document: Document,
  { text, matchCase = false }: { text: string; matchCase?: boolean | undefined },
  replacement: string,
): number {
  const pattern = new RegExp(
    text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"),
    matchCase ? "g" : "gi",
  );
  let count = 0;
  document.text = document.text.replaceAll(pattern, () => {
    count += 1;
    return replacement;
  });
  return count;
}
