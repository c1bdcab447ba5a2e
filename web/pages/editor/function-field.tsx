import { useId, useMemo } from "react";
import { Combobox } from "../../ui/combobox.tsx";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { useEditing } from "./editing.ts";
import { Said, useSaid } from "./fields.tsx";
import type { FunctionChoice } from "./functions.ts";

const words = pagesEditWords.functions;

interface FunctionFieldProps {
  readonly at: string;
  readonly label: string;
  readonly note?: string;
  readonly value: string;
  /** Whether only those are offered that change nothing. */
  readonly onlyReads: boolean;
  readonly change: (name: string) => void;
}

/** A function of the page, found among those there are. */
export function FunctionField({ at, label, note, value, onlyReads, change }: FunctionFieldProps) {
  const { functions } = useEditing();
  const id = useId();
  const { invalid, says } = useSaid(at, undefined);
  return (
    <div className="field" data-at={at}>
      <label htmlFor={id}>{label}</label>
      <FunctionBox
        id={id}
        functions={functions}
        value={value}
        onlyReads={onlyReads}
        choose={change}
        isInvalid={invalid}
        describedBy={`${id}-note`}
      />
      <Said id={`${id}-note`} says={says} note={note} />
    </div>
  );
}

interface FunctionBoxProps {
  readonly id: string;
  readonly functions: readonly FunctionChoice[];
  readonly value: string;
  readonly onlyReads: boolean;
  readonly choose: (name: string) => void;
  readonly isInvalid?: boolean;
  readonly describedBy?: string;
}

/** The input of it, wherever it stands. */
export function FunctionBox({ functions, onlyReads, ...rest }: FunctionBoxProps) {
  const items = useMemo(
    () =>
      functions
        .filter(({ writes }) => !onlyReads || !writes)
        .map(({ name, description, writes }) => ({
          value: name,
          note: onlyReads ? description : (description ?? (writes ? words.writes : words.reads)),
        })),
    [functions, onlyReads],
  );
  return (
    <Combobox
      {...rest}
      items={items}
      placeholder={words.choose}
      none={words.none}
      open={words.open}
    />
  );
}
