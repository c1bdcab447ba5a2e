import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { javascriptLanguage, typescriptLanguage } from "@codemirror/lang-javascript";
import { syntaxTree } from "@codemirror/language";
import { EditorView, type Tooltip, hoverTooltip } from "@codemirror/view";
import { functionWords } from "../words/functions.ts";
import {
  type KnownOperation,
  inputsOf,
  knownOperations,
  operationNamed,
  urlOf,
} from "./known-operations.ts";

const words = functionWords.help;

/**
 * What the catalog knows of the code: addresses and methods that can be called, their inputs, and
 * what a name under the pointer does. Names of the code itself come with the language.
 */
export function editorHelp() {
  return [
    typescriptLanguage.data.of({ autocomplete: complete }),
    javascriptLanguage.data.of({ autocomplete: complete }),
    hoverTooltip(explain),
  ];
}

type Node = ReturnType<ReturnType<typeof syntaxTree>["resolveInner"]>;
type State = EditorView["state"];

async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const node = syntaxTree(context.state).resolveInner(context.pos, -1);
  if (isText(node)) return completeText(context, node);
  const word = context.matchBefore(/[\w$]*/);
  const object = keyPlaceOf(node);
  if (!object || !word || (word.from === word.to && !context.explicit)) return null;
  const operation = await calledAround(context.state, object);
  if (!operation) return null;
  return {
    from: word.from,
    options: inputsOf(operation).map(({ name, type, description, required }): Completion => ({
      label: name,
      apply: `${name}: `,
      type: "property",
      detail: required ? words.required(type) : type,
      info: description,
      boost: required ? 2 : 1,
    })),
    validFor: /^[\w$]*$/,
  };
}

/** An address, or the method of a helper. */
async function completeText(
  { state, pos }: CompletionContext,
  node: Node,
): Promise<CompletionResult | null> {
  const from = node.from + 1;
  const typed = state.sliceDoc(from, pos);
  const helper = helperOf(state, node);
  const isAddress = typed.startsWith("https://");
  if (!isAddress && helper === undefined) return null;
  const all = await knownOperations();
  const fitting = isAddress
    ? all.map((one) => ({ one, label: urlOf(one) }))
    : all.flatMap((one) => {
        const method = one.id.startsWith(`${helper}.`) && one.id.slice(`${helper}.`.length);
        return method ? [{ one, label: method }] : [];
      });
  if (fitting.length === 0) return null;
  return {
    from,
    options: fitting.map(({ one, label }) => ({
      label,
      type: "function",
      detail: one.method,
      info: one.title,
    })),
    validFor: /^[^"'`\s]*$/,
  };
}

/** What an operation does and takes, where the pointer is on its address or method. */
async function explain({ state }: EditorView, at: number): Promise<Tooltip | null> {
  const node = syntaxTree(state).resolveInner(at, 1);
  if (!isText(node)) return null;
  const text = state.sliceDoc(node.from + 1, node.to - 1);
  const operation = operationNamed(await knownOperations(), text, helperOf(state, node));
  if (!operation) return null;
  return {
    pos: node.from,
    end: node.to,
    above: true,
    create: () => ({ dom: noteOf(operation) }),
  };
}

function noteOf(operation: KnownOperation): HTMLElement {
  const note = document.createElement("div");
  note.className = "editor-note";
  const line = (tag: "strong" | "p" | "code", text: string) => {
    const made = document.createElement(tag);
    made.textContent = text;
    note.append(made);
  };
  line("strong", operation.title);
  line("code", operation.id);
  line("p", words.kinds[operation.kind]);
  const { narrowest } = operation.scopes;
  if (narrowest.length > 0) line("p", words.needs(narrowest.join(", ")));
  const required = inputsOf(operation).filter((one) => one.required);
  if (required.length > 0) line("p", words.takes(required.map(({ name }) => name).join(", ")));
  return note;
}

const isText = ({ name }: Node) => name === "String" || name === "TemplateString";

/** The object of which a key is being written. */
function keyPlaceOf(node: Node): Node | undefined {
  if (node.name === "ObjectExpression") return node;
  const isKey = node.name === "PropertyDefinition" || node.name === "Property";
  const object = node.name === "Property" ? node.parent : node.parent?.parent;
  return isKey && object?.name === "ObjectExpression" ? object : undefined;
}

/** The name that a text is the first argument of: `slack` in `slack("chat.postMessage", …)`. */
function helperOf(state: State, node: Node): string | undefined {
  const call = node.parent?.parent;
  if (node.parent?.name !== "ArgList" || call?.name !== "CallExpression") return undefined;
  const first = node.parent.firstChild?.nextSibling;
  const callee = call.firstChild;
  if (first?.from !== node.from || callee?.name !== "VariableName") return undefined;
  return state.sliceDoc(callee.from, callee.to);
}

/** The operation of the nearest call around that names one. */
async function calledAround(state: State, from: Node): Promise<KnownOperation | undefined> {
  const operations = await knownOperations();
  for (let node: Node | null = from; node; node = node.parent) {
    const first = node.name === "ArgList" ? node.firstChild?.nextSibling : undefined;
    if (!first || !isText(first)) continue;
    const text = state.sliceDoc(first.from + 1, first.to - 1);
    const operation = operationNamed(operations, text, helperOf(state, first));
    if (operation) return operation;
  }
  return undefined;
}
