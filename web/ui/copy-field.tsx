import { Copy } from "./copy.tsx";
import "./copy-field.css";

interface CopyFieldProps {
  readonly label: string;
  readonly text: string;
  /** Of several lines; scrolls where it is long. */
  readonly block?: boolean;
}

/** A text that is taken somewhere else, with a button that takes it. */
export function CopyField({ label, text, block = false }: CopyFieldProps) {
  return (
    <figure className="copy-field">
      <figcaption>{label}</figcaption>
      <div className="copy-field-box">
        {block ? (
          <pre tabIndex={0} aria-label={label}>
            {text}
          </pre>
        ) : (
          <code>{text}</code>
        )}
        <Copy text={text} of={label} />
      </div>
    </figure>
  );
}
