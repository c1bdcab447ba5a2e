import { EditorView } from "@codemirror/view";

let done = false;

/**
 * Lets the editors style themselves without a `style` element, which a strict policy of the page
 * forbids. CodeMirror uses a sheet of its own only within a shadow root; what it keeps there under a
 * symbol serves the document as well. Call it before an editor is made.
 */
export function adoptCodeStyles(): void {
  if (done) return;
  done = true;
  const root = document.createElement("div").attachShadow({ mode: "open" });
  new EditorView({ root, parent: root }).destroy();
  for (const key of Object.getOwnPropertySymbols(root))
    Reflect.set(document, key, Reflect.get(root, key));
}
