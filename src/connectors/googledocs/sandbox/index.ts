import { z } from "zod";
import { html } from "../../../sandbox/kit/html.ts";
import { type Call, type Method, defineGoogleApp } from "../../google/sandbox/ground/app.ts";
import { invalid, notFound } from "../../google/sandbox/ground/refusal.ts";
import { edit, requestsShape } from "./edit.ts";
import { seedDocuments, seedFiles } from "./seed.ts";
import { type DocsState, type Document, docsState, documentType, revisionId } from "./state.ts";
import { documentView, exportDocument } from "./view-of.ts";

const auth = (name: string) => `https://www.googleapis.com/auth/${name}`;
const write = [auth("documents"), auth("drive"), auth("drive.file")];
const read = [...write, auth("documents.readonly"), auth("drive.readonly")];

const updateBody = z.strictObject({
  requests: requestsShape,
  writeControl: z
    .strictObject({
      requiredRevisionId: z.string().optional(),
      targetRevisionId: z.string().optional(),
    })
    .optional(),
});

function opened(
  { state, files, params }: Call<DocsState>,
  need: "read" | "write",
): { id: string; document: Document } {
  const id = params["documentId"] ?? "";
  const document = state.documents[id];
  if (!document || !files.find(id)) return notFound("Requested entity was not found.");
  files.get(id, need);
  return { id, document };
}

/** https://developers.google.com/workspace/docs/api/reference/rest */
const methods: readonly Method<DocsState>[] = [
  {
    id: "documents.create",
    http: "POST",
    path: "/v1/documents",
    scopes: write,
    // Content in the body is taken and ignored.
    body: z.looseObject({ title: z.string().optional() }),
    changes: true,
    run({ state, files, body }) {
      const title = String(body["title"] ?? "Untitled document");
      const { id } = files.create({ name: title, mimeType: documentType });
      const document = { title, text: "\n", styles: [], revision: 1 };
      state.documents[id] = document;
      return documentView(id, document, false);
    },
  },
  {
    id: "documents.get",
    http: "GET",
    path: "/v1/documents/{documentId}",
    scopes: read,
    query: ["includeTabsContent", "suggestionsViewMode"],
    run(call) {
      const { id, document } = opened(call, "read");
      return documentView(id, document, call.query.get("includeTabsContent") === "true");
    },
  },
  {
    id: "documents.batchUpdate",
    http: "POST",
    path: "/v1/documents/{documentId}:batchUpdate",
    scopes: write,
    body: updateBody,
    changes: true,
    run(call) {
      const { id, document } = opened(call, "write");
      const { requests, writeControl } = updateBody.parse(call.body);
      if (requests.length === 0) invalid("Must specify at least one request.");
      const required = writeControl?.requiredRevisionId;
      if (required !== undefined && required !== revisionId(document)) {
        invalid(
          "The required revision ID does not match the latest revision.",
          "failedPrecondition",
        );
      }
      const replies = edit(document, requests);
      call.files.touch(call.files.get(id));
      return {
        documentId: id,
        replies,
        writeControl: { requiredRevisionId: revisionId(document) },
      };
    },
  },
];

export const docsApp = defineGoogleApp({
  id: "googledocs",
  name: "Google Docs",
  service: "docs.googleapis.com",
  errorStyle: "status",
  shape: docsState,
  seed: seedDocuments,
  seedFiles,
  methods,
  documents: {
    mimeType: documentType,
    create(state, id, title) {
      state.documents[id] = { title, text: "\n", styles: [], revision: 1 };
    },
    copy(state, from, to) {
      const original = state.documents[from];
      if (original) state.documents[to] = structuredClone(original);
    },
    exportAs(state, id, mimeType) {
      const document = state.documents[id];
      return document && exportDocument(document, mimeType);
    },
  },
  view({ state, files, query, user }) {
    const own = files
      .all()
      .filter(({ mimeType, trashed }) => mimeType === documentType && !trashed);
    const open = own.find(({ id }) => id === query.get("file")) ?? own[0];
    const link = (id: string) =>
      `/?app=googledocs&user=${encodeURIComponent(user.email)}&file=${id}`;
    return html`<nav>${own.map(({ id, name }) => html`<a href="${link(id)}">${name}</a>`)}</nav>
      ${
        open &&
        html`<h1>${open.name}</h1>
          <article class="card"><pre>${state.documents[open.id]?.text}</pre></article>`
      }`;
  },
});
