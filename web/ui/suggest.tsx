import { Autocomplete } from "@base-ui/react/autocomplete";
import { useState } from "react";
import type { FieldControl } from "./field.tsx";
import "./suggest.css";

interface SuggestProps {
  readonly control: FieldControl;
  readonly value: string;
  readonly change: (value: string) => void;
  /** What may be meant; anything else can be typed as well. */
  readonly options: readonly string[];
  readonly placeholder?: string;
  readonly required?: boolean;
  /** The person is about to type. */
  readonly focused?: () => void;
}

/** More of them are found by typing. */
const shown = 50;

/** A text field that proposes what may be meant. */
export function Suggest({
  control,
  value,
  change,
  options,
  placeholder,
  required = false,
  focused,
}: SuggestProps) {
  const [open, setOpen] = useState(false);
  const typed = value.trim().toLowerCase();
  // An open list hides the rest of the page from a screen reader: an empty one is none.
  const fits = options.some((option) => option.toLowerCase().includes(typed));
  return (
    <Autocomplete.Root
      items={options}
      value={value}
      onValueChange={change}
      open={open && fits}
      onOpenChange={setOpen}
      limit={shown}
      openOnInputClick={options.length > 0}
    >
      <Autocomplete.Input
        {...control}
        placeholder={placeholder}
        required={required}
        spellCheck={false}
        autoCapitalize="off"
        onFocus={focused}
      />
      {options.length > 0 && (
        <Autocomplete.Portal>
          <Autocomplete.Positioner className="menu-place" sideOffset={4}>
            <Autocomplete.Popup className="suggest">
              <Autocomplete.List className="suggest-list">
                {(option: string) => (
                  <Autocomplete.Item key={option} value={option} className="suggest-item">
                    {option}
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      )}
    </Autocomplete.Root>
  );
}
