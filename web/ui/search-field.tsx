import { type KeyboardEvent, type Ref, useImperativeHandle, useRef } from "react";
import { Icon } from "./icon.tsx";
import { IconButton } from "./icon-button.tsx";
import "./search-field.css";

interface SearchFieldProps {
  readonly label: string;
  /** Of the button that empties it. */
  readonly clear: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly placeholder?: string;
  /** Enter was pressed. */
  readonly enter?: () => void;
  readonly focus?: Ref<{ focus: () => void }>;
}

/** Something to find things by; Escape empties it. */
export function SearchField({
  label,
  clear,
  value,
  change,
  placeholder,
  enter,
  focus,
}: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(focus, () => ({ focus: () => input.current?.focus() }), []);
  function key({ key: pressed }: KeyboardEvent) {
    if (pressed === "Escape") change("");
    if (pressed === "Enter") enter?.();
  }
  function empty() {
    change("");
    input.current?.focus();
  }
  return (
    <div className="search-field">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        value={value}
        onChange={({ target }) => change(target.value)}
        onKeyDown={key}
        placeholder={placeholder}
        aria-label={label}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
      />
      {value !== "" && <IconButton icon="close" label={clear} onClick={empty} />}
    </div>
  );
}
