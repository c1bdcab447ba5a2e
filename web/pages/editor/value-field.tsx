import { pagesEditWords } from "../../words/pages-edit.ts";
import { TextField } from "./fields.tsx";
import { type ChoosePath, PathPicker } from "./path-picker.tsx";

interface ValueFieldProps {
  readonly at: string;
  readonly label: string;
  readonly note?: string;
  readonly isOptional?: boolean;
  readonly value: string;
  readonly rows?: string | undefined;
  readonly change: (text: string) => string | undefined;
  /** In place of `change`, where more is done with a path that was chosen. */
  readonly choose?: ChoosePath;
}

/** Text with paths in it, with a button that chooses one. */
export function ValueField({ rows, choose, ...field }: ValueFieldProps) {
  return (
    <TextField
      note={pagesEditWords.fields.valueNote}
      {...field}
      isCode
      way={
        <PathPicker
          label={field.label}
          want="value"
          rows={rows}
          hasSources
          choose={choose ?? ((path) => void field.change(path))}
        />
      }
    />
  );
}
