import { Combobox as Parts } from "@base-ui/react/combobox";
import { useMemo } from "react";
import { Icon } from "./icon.tsx";
import "./menu.css";
import "./combobox.css";

export interface ComboboxItem {
  readonly value: string;
  /** Said under it. */
  readonly note?: string | undefined;
}

interface ComboboxProps {
  /** Of the input, for its label. */
  readonly id: string;
  readonly items: readonly ComboboxItem[];
  /** Empty where none is chosen. */
  readonly value: string;
  readonly choose: (value: string) => void;
  readonly placeholder: string;
  /** Said where nothing has what was typed in it. */
  readonly none: string;
  /** Of the button that opens the list. */
  readonly open: string;
  readonly describedBy?: string | undefined;
  readonly isInvalid?: boolean;
  readonly disabled?: boolean;
}

/** So many are shown at once; typing narrows them down. */
const mostShown = 50;

/** An input that finds one of many by what is typed. */
export function Combobox(props: ComboboxProps) {
  const { id, items, value, choose, placeholder, none, open, describedBy, isInvalid } = props;
  const values = useMemo(() => items.map((item) => item.value), [items]);
  const notes = useMemo(() => new Map(items.map((item) => [item.value, item.note])), [items]);
  return (
    <Parts.Root
      items={values}
      value={value === "" ? null : value}
      onValueChange={(chosen) => {
        if (typeof chosen === "string" && chosen !== value) choose(chosen);
      }}
      limit={mostShown}
      autoHighlight
      disabled={props.disabled ?? false}
    >
      <Parts.InputGroup className="combobox">
        <Parts.Input
          id={id}
          placeholder={placeholder}
          spellCheck={false}
          aria-describedby={describedBy}
          aria-invalid={isInvalid ?? false}
        />
        <Parts.Trigger className="combobox-open" aria-label={open}>
          <Icon name="down" />
        </Parts.Trigger>
      </Parts.InputGroup>
      <Parts.Portal>
        <Parts.Positioner className="menu-place" sideOffset={4}>
          <Parts.Popup className="menu combobox-list">
            <Parts.Empty>
              <p className="combobox-none">{none}</p>
            </Parts.Empty>
            <Parts.List>
              {(item: string) => (
                <Parts.Item key={item} value={item} className="menu-item combobox-item">
                  <span>
                    {item}
                    {notes.get(item) && <small>{notes.get(item)}</small>}
                  </span>
                  <Parts.ItemIndicator>
                    <Icon name="check" />
                  </Parts.ItemIndicator>
                </Parts.Item>
              )}
            </Parts.List>
          </Parts.Popup>
        </Parts.Positioner>
      </Parts.Portal>
    </Parts.Root>
  );
}
