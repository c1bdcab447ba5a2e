import { html } from "../../../sandbox/kit/html.ts";
import { defineGoogleApp } from "../../google/sandbox/ground/app.ts";
import { seededFile } from "../../google/sandbox/ground/seeded-file.ts";
import { methods } from "./methods.ts";
import {
  type Shape,
  type SlidesState,
  newPresentation,
  presentationType,
  slidesState,
} from "./state.ts";
import { exportPresentation } from "./view-of.ts";

const deck = { id: "1PitchDeck2026", name: "Pitch deck", mimeType: presentationType };

function seed(): SlidesState {
  const element = (objectId: string, placeholder: string, text: string): Shape => ({
    objectId,
    kind: "shape",
    placeholder,
    text,
  });
  const slide = (name: string, title: string, body: string) => ({
    objectId: `slide${name}2026`,
    layout: "TITLE_AND_BODY",
    elements: [element(`title-${name}`, "TITLE", title), element(`body-${name}`, "BODY", body)],
  });
  return {
    presentations: {
      [deck.id]: {
        title: deck.name,
        revision: 1,
        slides: [
          slide("Intro", "Acme", "Plans for 2026"),
          slide("Why", "Why now", "Everybody asks for it"),
          slide("Ask", "What we ask", "Two more engineers"),
        ],
      },
    },
  };
}

export const slidesApp = defineGoogleApp({
  id: "googleslides",
  name: "Google Slides",
  service: "slides.googleapis.com",
  errorStyle: "status",
  shape: slidesState,
  seed,
  seedFiles: (now) => [seededFile(deck, now)],
  methods,
  documents: {
    mimeType: presentationType,
    create(state, id, title) {
      state.presentations[id] = newPresentation(title);
    },
    copy(state, from, to) {
      const original = state.presentations[from];
      if (original) state.presentations[to] = structuredClone(original);
    },
    exportAs(state, id, mimeType) {
      const presentation = state.presentations[id];
      return presentation && exportPresentation(presentation, mimeType);
    },
  },
  view({ state, files, query, user }) {
    const own = files
      .all()
      .filter(({ mimeType, trashed }) => mimeType === presentationType && !trashed);
    const open = own.find(({ id }) => id === query.get("file")) ?? own[0];
    const slides = open ? (state.presentations[open.id]?.slides ?? []) : [];
    const link = (id: string) =>
      `/?app=googleslides&user=${encodeURIComponent(user.email)}&file=${id}`;
    return html`<nav>${own.map(({ id, name }) => html`<a href="${link(id)}">${name}</a>`)}</nav>
      <h1>${open?.name}</h1>
      ${slides.map(
        ({ elements }, index) =>
          html`<section class="card">
            <p class="quiet">${index + 1}</p>
            ${elements.map(({ text, kind, placeholder }) =>
              kind === "image"
                ? html`<p class="quiet">[picture]</p>`
                : placeholder?.includes("TITLE")
                  ? html`<h1>${text}</h1>`
                  : html`<pre>${text}</pre>`,
            )}
          </section>`,
      )}`;
  },
});
