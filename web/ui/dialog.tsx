import { Dialog as Parts } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { strings } from "../words/strings.ts";
import { Icon } from "./icon.tsx";
import "./icon-button.css";
import "./dialog.css";

interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A window over the page, open as long as it is rendered; the focus stays in it and is given back. */
export function Dialog({ title, close, children }: DialogProps) {
  return (
    <Parts.Root open onOpenChange={(open) => !open && close()} disablePointerDismissal>
      <Parts.Portal>
        <Parts.Backdrop className="dialog-backdrop" />
        <Parts.Popup className="dialog">
          <header className="dialog-head">
            <Parts.Title>{title}</Parts.Title>
            <Parts.Close className="icon-button" aria-label={strings.close} title={strings.close}>
              <Icon name="close" />
            </Parts.Close>
          </header>
          {children}
        </Parts.Popup>
      </Parts.Portal>
    </Parts.Root>
  );
}
