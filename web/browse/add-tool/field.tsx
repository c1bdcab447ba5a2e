import { useId } from "react";
import "../../ui/field.css";

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly problem?: string | undefined;
  readonly note?: string | undefined;
  readonly placeholder?: string | undefined;
  /** Never shown, and kept by no browser. */
  readonly isSecret?: boolean;
}

/** A line of text with its name, and what is wrong with it. */
export function Field({
  label,
  value,
  change,
  problem,
  note,
  placeholder,
  isSecret = false,
}: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={isSecret ? "password" : "text"}
        value={value}
        onChange={({ target }) => change(target.value)}
        placeholder={placeholder}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-note`}
        autoComplete={isSecret ? "new-password" : "off"}
        spellCheck={false}
      />
      <p
        id={`${id}-note`}
        className={problem === undefined ? "field-note" : "field-problem"}
        role={problem === undefined ? undefined : "alert"}
      >
        {problem ?? note}
      </p>
    </div>
  );
}
