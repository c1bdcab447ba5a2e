import { type ReactNode, useId } from "react";
import "./field.css";

/** What the control in a field takes over, so that it is named and described. */
export interface FieldControl {
  readonly id: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
}

interface FieldProps {
  readonly label: string;
  /** What to know before it is filled in. */
  readonly note?: ReactNode;
  /** What is wrong with what stands in it. */
  readonly problem?: string | undefined;
  readonly children: (control: FieldControl) => ReactNode;
}

/** A control with its name, a note and what is wrong with it. */
export function Field({ label, note, problem, children }: FieldProps) {
  const id = useId();
  const described = [note ? `${id}-note` : "", problem ? `${id}-problem` : ""].filter(Boolean);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(described.length > 0 ? { "aria-describedby": described.join(" ") } : {}),
        ...(problem ? { "aria-invalid": true as const } : {}),
      })}
      {note && (
        <p id={`${id}-note`} className="field-note">
          {note}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="field-problem">
          {problem}
        </p>
      )}
    </div>
  );
}
