import { z } from "zod";
import type { Call, Method } from "../../google/sandbox/ground/app.ts";
import { invalid, notFound } from "../../google/sandbox/ground/refusal.ts";
import { edit, slideRequest } from "./edit.ts";
import {
  type Presentation,
  type Slide,
  type SlidesState,
  newPresentation,
  presentationType,
  revisionId,
} from "./state.ts";
import { presentationView, slideView } from "./view-of.ts";

const auth = (name: string) => `https://www.googleapis.com/auth/${name}`;
const write = [auth("drive"), auth("drive.file"), auth("presentations")];
const read = [...write, auth("drive.readonly"), auth("presentations.readonly")];

type SlidesCall = Call<SlidesState>;

function opened(
  { state, files, params }: SlidesCall,
  need: "read" | "write" = "read",
): { id: string; presentation: Presentation } {
  const id = params["presentationId"] ?? "";
  const presentation = state.presentations[id];
  if (!presentation || !files.find(id)) return notFound("Requested entity was not found.");
  files.get(id, need);
  return { id, presentation };
}

function slideOf(call: SlidesCall): Slide {
  const id = call.params["pageObjectId"] ?? "";
  const { slides } = opened(call).presentation;
  return (
    slides.find(({ objectId }) => objectId === id) ??
    invalid(`The page (${id}) could not be found.`)
  );
}

const updateBody = z.strictObject({
  requests: z.array(slideRequest),
  writeControl: z.strictObject({ requiredRevisionId: z.string().optional() }).optional(),
});

/** https://developers.google.com/workspace/slides/api/reference/rest */
export const methods: readonly Method<SlidesState>[] = [
  {
    id: "presentations.create",
    http: "POST",
    path: "/v1/presentations",
    scopes: write,
    body: z.looseObject({ title: z.string().optional() }),
    changes: true,
    run({ state, files, body }) {
      const title = String(body["title"] ?? "Untitled presentation");
      const { id } = files.create({ name: title, mimeType: presentationType });
      const presentation = newPresentation(title);
      state.presentations[id] = presentation;
      return presentationView(id, presentation);
    },
  },
  {
    id: "presentations.batchUpdate",
    http: "POST",
    path: "/v1/presentations/{presentationId}:batchUpdate",
    // The others that Google lists serve charts only, beside one of these.
    scopes: [...write],
    body: updateBody,
    changes: true,
    run(call) {
      const { id, presentation } = opened(call, "write");
      const { requests, writeControl } = updateBody.parse(call.body);
      if (requests.length === 0) invalid("Must specify at least one request.");
      const required = writeControl?.requiredRevisionId;
      if (required !== undefined && required !== revisionId(presentation))
        invalid(
          "The required revision ID does not match the latest revision.",
          "failedPrecondition",
        );
      const replies = edit(presentation, requests);
      call.files.touch(call.files.get(id));
      return {
        presentationId: id,
        replies,
        writeControl: { requiredRevisionId: revisionId(presentation) },
      };
    },
  },
  {
    id: "presentations.pages.get",
    http: "GET",
    path: "/v1/presentations/{presentationId}/pages/{pageObjectId}",
    scopes: read,
    run: (call) => slideView(slideOf(call)),
  },
  {
    id: "presentations.pages.getThumbnail",
    http: "GET",
    path: "/v1/presentations/{presentationId}/pages/{pageObjectId}/thumbnail",
    scopes: read,
    query: ["thumbnailProperties.thumbnailSize", "thumbnailProperties.mimeType"],
    run(call) {
      const { objectId } = slideOf(call);
      const width =
        { LARGE: 1600, MEDIUM: 800, SMALL: 200 }[
          call.query.get("thumbnailProperties.thumbnailSize") ?? "LARGE"
        ] ?? 1600;
      // On another host, for half an hour, and without a credential.
      return {
        contentUrl: `https://lh7-us.googleusercontent.com/docs/thumbnail-${objectId}?expires=1800`,
        width,
        height: Math.round((width * 9) / 16),
      };
    },
  },
  {
    id: "presentations.get",
    http: "GET",
    path: "/v1/presentations/{presentationId}",
    scopes: read,
    run(call) {
      const { id, presentation } = opened(call);
      return presentationView(id, presentation);
    },
  },
];
