import { Menu as Parts } from "@base-ui/react/menu";
import type { RefObject } from "react";
import { Icon } from "./icon.tsx";
import type { MenuItem } from "./menu.tsx";
import "./menu.css";

interface MenuPopupProps {
  readonly id: string;
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** What it belongs to, and what gets the focus when it closes. */
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly close: () => void;
}

/** The list of a menu, open as long as it is rendered. */
export default function MenuPopup({ id, label, items, button, close }: MenuPopupProps) {
  return (
    <Parts.Root
      open
      onOpenChange={(isOpen, { event }) => {
        // The button's own click closes it; closed here already, that click would open it again.
        const isButton = event.target instanceof Node && button.current?.contains(event.target);
        if (!isOpen && !isButton) close();
      }}
    >
      <Parts.Portal>
        <Parts.Positioner className="menu-place" anchor={button} sideOffset={4} align="end">
          <Parts.Popup id={id} className="menu" aria-label={label} finalFocus={button}>
            {items.map(({ label: item, key = item, icon, go, danger, disabled }) => (
              <Parts.Item
                key={key}
                className={danger ? "menu-item menu-danger" : "menu-item"}
                disabled={disabled ?? false}
                onClick={go}
              >
                {icon && <Icon name={icon} />}
                {item}
              </Parts.Item>
            ))}
          </Parts.Popup>
        </Parts.Positioner>
      </Parts.Portal>
    </Parts.Root>
  );
}
