import { EditorView } from "@codemirror/view";

let done = false;

/**
 * Lets the editors style themselves without a `style` element, which the policy of the page forbids.
 * CodeMirror uses a sheet of its own only within a shadow root; what it keeps there under a symbol
 * serves the document as well. Call it before an editor is made.
 *
 * `EditorView.cspNonce` would be the way without a symbol, but a nonce must be new with each answer:
 * `index.html` could no longer be a file of the build, compressed once, and any script could read the
 * nonce out of the page. In a shadow root the editor would lose the page's own styles and tokens of
 * highlighting, and names given by `aria-labelledby` would not reach into it. Where CodeMirror stops
 * keeping it so, the editor is without styles and `tests/browser/screens.test.ts` fails.
 */
export function adoptCodeStyles(): void {
  if (done) return;
  done = true;
  const root = document.createElement("div").attachShadow({ mode: "open" });
  new EditorView({ root, parent: root }).destroy();
  for (const key of Object.getOwnPropertySymbols(root))
    Reflect.set(document, key, Reflect.get(root, key));
}
