import { type ReactNode, Suspense, useId, useRef, useState } from "react";
import { Icon, type IconName } from "./icon.tsx";
import { later } from "./later.tsx";
import "./icon-button.css";

const popup = later(() => import("./menu-popup.tsx"));

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

/** A button that opens a list of things to do. The list is loaded when somebody comes near it. */
export function Menu({ label, items, children, className = "icon-button" }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        data-popup-open={isOpen ? "" : undefined}
        onPointerEnter={popup.load}
        onFocus={popup.load}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          // While the list is on its way the key comes here.
          if (event.key === "Escape") setOpen(false);
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children ?? <Icon name="more" />}
      </button>
      {isOpen && (
        <Suspense>
          <popup.Part
            id={id}
            label={label}
            items={items}
            button={button}
            close={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
