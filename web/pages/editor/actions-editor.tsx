import type { PageAction } from "../../../src/contract/page-spec.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { useEditing } from "./editing.ts";
import { TextField } from "./fields.tsx";
import { FunctionField } from "./function-field.tsx";
import { InputsEditor } from "./inputs-editor.tsx";
import { ListEditor } from "./list-editor.tsx";
import { labelOf } from "./sample.ts";

const words = pagesEditWords.fields;

interface ActionsEditorProps {
  readonly at: string;
  readonly label: string;
  readonly actions: readonly PageAction[];
  /** The list whose entries they belong to. */
  readonly rows?: string | undefined;
  readonly least: number;
  readonly most: number;
  readonly change: (actions: readonly PageAction[], field?: string) => string | undefined;
}

/** Buttons that run functions. */
export function ActionsEditor(props: ActionsEditorProps) {
  const { at, label, actions, rows, least, most, change } = props;
  const { functions } = useEditing();
  function fresh(): PageAction {
    // One that changes something is what a button is for.
    const first = functions.find(({ writes }) => writes) ?? functions[0];
    const word = first ? labelOf(first.name) : pagesEditWords.starts.action;
    return { label: word, function: first?.name ?? "function", input: {} };
  }
  return (
    <ListEditor
      at={at}
      label={label}
      items={actions}
      nameOf={words.action}
      summaryOf={(action) => `${action.label} – ${action.function}`}
      change={change}
      addWord={words.addAction}
      add={fresh}
      least={least}
      most={most}
    >
      {(action, set, place) => (
        <>
          <TextField
            at={`${place}.label`}
            label={words.label}
            value={action.label}
            change={(text) => set({ ...action, label: text }, "label")}
          />
          <FunctionField
            at={`${place}.function`}
            label={words.actionFunction}
            value={action.function}
            onlyReads={false}
            change={(name) =>
              void set({
                ...action,
                function: name,
                input: {},
                // A label that somebody wrote stays.
                ...(action.label === labelOf(action.function) ? { label: labelOf(name) } : {}),
              })
            }
          />
          <InputsEditor
            at={`${place}.input`}
            of={action.function}
            input={action.input}
            rows={rows}
            change={(input, field) => set({ ...action, input }, field)}
          />
          <TextField
            at={`${place}.confirm`}
            label={words.confirm}
            note={words.confirmNote}
            isOptional
            value={action.confirm ?? ""}
            change={(text) => set(withText(action, "confirm", text), "confirm")}
          />
          <TextField
            at={`${place}.done`}
            label={words.done}
            isOptional
            value={action.done ?? ""}
            change={(text) => set(withText(action, "done", text), "done")}
          />
        </>
      )}
    </ListEditor>
  );
}

/** A text that is left out where it is empty. */
function withText(action: PageAction, field: "confirm" | "done", text: string): PageAction {
  const { [field]: _, ...rest } = action;
  return text === "" ? rest : { ...rest, [field]: text };
}
