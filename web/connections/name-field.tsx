import { connectionWords as words } from "../words/connections.ts";
import { Field } from "../ui/field.tsx";

interface NameFieldProps {
  readonly provider: string;
  readonly name: string;
  readonly problem?: string | undefined;
  readonly isOptional?: boolean;
  readonly change: (name: string) => void;
}

/** What the app calls an account: `support` of `slack:support`. */
export function NameField({ provider, name, problem, isOptional, change }: NameFieldProps) {
  return (
    <Field label={words.name} note={words.nameNote(provider, name)} problem={problem}>
      {(control) => (
        <input
          {...control}
          required={!isOptional}
          maxLength={40}
          pattern="[a-z0-9][a-z0-9\-]{0,39}"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          value={name}
          onChange={({ target }) => change(target.value.toLowerCase().replaceAll(" ", "-"))}
        />
      )}
    </Field>
  );
}
