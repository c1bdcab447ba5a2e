import { z } from "zod";

export const shapeShape = z.object({
  objectId: z.string(),
  kind: z.enum(["shape", "image"]),
  /** TITLE, BODY and so on, for what a layout placed. */
  placeholder: z.string().optional(),
  text: z.string(),
  url: z.string().optional(),
});
export type Shape = z.output<typeof shapeShape>;

export const slideShape = z.object({
  objectId: z.string(),
  layout: z.string(),
  elements: z.array(shapeShape),
});
export type Slide = z.output<typeof slideShape>;

export const presentationShape = z.object({
  title: z.string(),
  slides: z.array(slideShape),
  revision: z.number(),
});
export type Presentation = z.output<typeof presentationShape>;

export const slidesState = z.object({ presentations: z.record(z.string(), presentationShape) });
export type SlidesState = z.output<typeof slidesState>;

export const presentationType = "application/vnd.google-apps.presentation";
export const revisionId = ({ revision }: Presentation) => `rev${String(revision).padStart(6, "0")}`;

/** Placeholders of the layouts. https://developers.google.com/workspace/slides/api/reference/rest/v1/presentations/request#predefinedlayout */
export const layouts: Readonly<Record<string, readonly string[]>> = {
  BLANK: [],
  TITLE: ["CENTERED_TITLE", "SUBTITLE"],
  TITLE_AND_BODY: ["TITLE", "BODY"],
  TITLE_AND_TWO_COLUMNS: ["TITLE", "BODY", "BODY"],
  TITLE_ONLY: ["TITLE"],
  SECTION_HEADER: ["TITLE"],
  MAIN_POINT: ["TITLE"],
  BIG_NUMBER: ["TITLE", "BODY"],
  ONE_COLUMN_TEXT: ["TITLE", "BODY"],
  CAPTION_ONLY: ["BODY"],
};

/** Starts with one title slide. */
export function newPresentation(title: string): Presentation {
  const element = (objectId: string, placeholder: string): Shape => ({
    objectId,
    kind: "shape",
    placeholder,
    text: "",
  });
  return {
    title,
    revision: 1,
    slides: [
      {
        objectId: "p",
        layout: "TITLE",
        elements: [element("i0", "CENTERED_TITLE"), element("i1", "SUBTITLE")],
      },
    ],
  };
}
