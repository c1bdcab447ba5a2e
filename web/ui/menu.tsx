import { Menu as Parts } from "@base-ui/react/menu";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";
import "./icon-button.css";
import "./menu.css";

export interface MenuItem {
  /** Where several have the same label. */
  readonly key?: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly go: () => void;
  /** For what takes something away. */
  readonly danger?: boolean;
  readonly disabled?: boolean;
}

interface MenuProps {
  /** Said by a screen reader; shown where there is no `children`. */
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** What the button shows in place of three dots. */
  readonly children?: ReactNode;
  readonly className?: string;
}

/** A button that opens a list of things to do. */
export function Menu({ label, items, children, className = "icon-button" }: MenuProps) {
  return (
    <Parts.Root>
      <Parts.Trigger className={className} aria-label={label} title={label}>
        {children ?? <Icon name="more" />}
      </Parts.Trigger>
      <Parts.Portal>
        <Parts.Positioner className="menu-place" sideOffset={4} align="end">
          <Parts.Popup className="menu">
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
