import { type Document, revisionId } from "./state.ts";

/** The body as Google answers it: paragraphs with their indices, in UTF-16 units from 1. */
export function bodyOf({ text, styles }: Document) {
  let index = 1;
  const paragraphs = (text.match(/[^\n]*\n/g) ?? []).map((content) => {
    const startIndex = index;
    index += content.length;
    const style = styles.findLast(
      ({ start, end }) => startIndex - 1 >= start && startIndex - 1 < end,
    )?.style;
    return {
      startIndex,
      endIndex: index,
      paragraph: {
        elements: [{ startIndex, endIndex: index, textRun: { content, textStyle: {} } }],
        paragraphStyle: {
          namedStyleType: style === undefined || style === "BULLET" ? "NORMAL_TEXT" : style,
          direction: "LEFT_TO_RIGHT",
        },
        ...(style === "BULLET" ? { bullet: { listId: "kix.list1" } } : {}),
      },
    };
  });
  return { content: [{ endIndex: 1, sectionBreak: { sectionStyle: {} } }, ...paragraphs] };
}

export function documentView(id: string, document: Document, includeTabs: boolean) {
  const common = {
    title: document.title,
    revisionId: revisionId(document),
    suggestionsViewMode: "SUGGESTIONS_INLINE",
    documentId: id,
  };
  const body = bodyOf(document);
  return includeTabs
    ? {
        ...common,
        tabs: [
          { tabProperties: { tabId: "t.0", title: "Tab 1", index: 0 }, documentTab: { body } },
        ],
      }
    : { ...common, body };
}

const plain = (text: string) => text.replaceAll(/[\f\uFFFC]/g, "");

/** https://developers.google.com/workspace/drive/api/guides/ref-export-formats */
export function exportDocument(
  { text, title }: Document,
  mimeType: string,
): Uint8Array | undefined {
  switch (mimeType) {
    case "text/plain":
      return Buffer.from(`\uFEFF${plain(text)}`);
    case "text/markdown":
      return Buffer.from(plain(text));
    case "text/html":
      return Buffer.from(
        `<html><head><title>${title}</title></head><body>${plain(text)}</body></html>`,
      );
    case "application/pdf":
      return Buffer.from(`%PDF-1.4\n% ${title}\n${plain(text)}\n%%EOF\n`);
    default:
      return undefined;
  }
}
