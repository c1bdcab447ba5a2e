import { Popover as Parts } from "@base-ui/react/popover";
import type { ReactNode } from "react";
import { strings } from "../words/strings.ts";
import { Icon } from "./icon.tsx";
import "./icon-button.css";
import "./popover.css";

interface PopoverProps {
  /** What the button shows, and how it is called. */
  readonly button: ReactNode;
  readonly label: string;
  readonly className?: string;
  readonly title: string;
  readonly children: (close: () => void) => ReactNode;
  readonly open: boolean;
  readonly change: (open: boolean) => void;
}

/** A button that opens something beside it; Escape and a click elsewhere close it. */
export function Popover(props: PopoverProps) {
  const { button, label, className = "icon-button", title, children, open, change } = props;
  return (
    <Parts.Root open={open} onOpenChange={change}>
      <Parts.Trigger className={className} aria-label={label} title={label}>
        {button}
      </Parts.Trigger>
      <Parts.Portal>
        <Parts.Positioner className="popover-place" sideOffset={6} align="end">
          <Parts.Popup className="popover">
            <header className="popover-head">
              <Parts.Title>{title}</Parts.Title>
              <Parts.Close className="icon-button" aria-label={strings.close} title={strings.close}>
                <Icon name="close" />
              </Parts.Close>
            </header>
            {children(() => change(false))}
          </Parts.Popup>
        </Parts.Positioner>
      </Parts.Portal>
    </Parts.Root>
  );
}
