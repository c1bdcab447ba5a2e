import { type Presentation, type Shape, type Slide, revisionId } from "./state.ts";

/** EMU: 914400 to the inch. */
const pageSize = {
  width: { magnitude: 9_144_000, unit: "EMU" },
  height: { magnitude: 5_143_500, unit: "EMU" },
};

function elementView({ objectId, kind, placeholder, text, url }: Shape) {
  if (kind === "image") return { objectId, image: { contentUrl: url, sourceUrl: url } };
  const lines = text === "" ? [] : (`${text}\n`.match(/[^\n]*\n/g) ?? []);
  let index = 0;
  const textElements = lines.flatMap((content) => {
    const startIndex = index;
    index += content.length;
    return [
      { startIndex, endIndex: index, paragraphMarker: { style: {} } },
      { startIndex, endIndex: index, textRun: { content, style: {} } },
    ];
  });
  return {
    objectId,
    shape: {
      shapeType: "TEXT_BOX",
      ...(textElements.length > 0 ? { text: { textElements } } : {}),
      ...(placeholder === undefined ? {} : { placeholder: { type: placeholder, index: 0 } }),
    },
  };
}

export function slideView({ objectId, elements, layout }: Slide) {
  return {
    objectId,
    pageType: "SLIDE",
    pageElements: elements.map(elementView),
    slideProperties: { layoutObjectId: `layout-${layout}` },
  };
}

export function presentationView(id: string, presentation: Presentation) {
  const { title, slides } = presentation;
  return {
    presentationId: id,
    pageSize,
    title,
    locale: "en",
    revisionId: revisionId(presentation),
    slides: slides.map(slideView),
  };
}

const textOf = ({ elements }: Slide) =>
  elements
    .map(({ text }) => text)
    .filter(Boolean)
    .join("\n");

export function exportPresentation(
  { title, slides }: Presentation,
  mimeType: string,
): Uint8Array | undefined {
  const text = slides.map(textOf).join("\n\n");
  if (mimeType === "text/plain") return Buffer.from(text);
  return mimeType === "application/pdf"
    ? Buffer.from(`%PDF-1.4\n% ${title}\n${text}\n%%EOF\n`)
    : undefined;
}
