import { type ReactNode, useEffect, useState } from "react";
import { useReach } from "../data/reach.ts";
import { usePath } from "../router.tsx";
import { strings } from "../words/strings.ts";
import { Icon } from "../ui/icon.tsx";
import { Sidebar } from "./sidebar.tsx";
import { useFocusKept } from "./use-focus-kept.ts";
import "./frame.css";

const words = strings.shell;

/** Sidebar and content; on a narrow screen the sidebar is a drawer. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const path = usePath();
  const [open, setOpen] = useState(false);
  const { isLost } = useReach();
  useFocusKept();
  useEffect(() => setOpen(false), [path]);
  useEffect(() => {
    if (!open) return;
    const escape = (event: KeyboardEvent) => {
      if (event.key === "Escape") setOpen(false);
    };
    addEventListener("keydown", escape);
    return () => removeEventListener("keydown", escape);
  }, [open]);
  return (
    <div className="frame" data-open={open}>
      <a className="frame-skip" href="#content">
        {strings.skipToContent}
      </a>
      <header className="frame-bar">
        <button
          type="button"
          className="frame-menu"
          aria-expanded={open}
          aria-controls="sidebar"
          aria-label={open ? words.closeMenu : words.menu}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? "close" : "menu"} />
        </button>
        <span className="frame-name">{strings.product}</span>
      </header>
      <div className="frame-scrim" onClick={() => setOpen(false)} aria-hidden="true" />
      <Sidebar path={path} />
      <main id="content" className="content" data-scroll tabIndex={-1}>
        <div role="status">
          {isLost && (
            <p className="frame-lost">
              <Icon name="alert" />
              {words.lost}
            </p>
          )}
        </div>
        {children}
      </main>
    </div>
  );
}
