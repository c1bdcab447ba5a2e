import type { ReactNode } from "react";
import { Icon } from "../../ui/icon.tsx";
import "./quiet-line.css";

interface QuietLineProps {
  readonly state: "doing" | "done" | "failed";
  readonly text: string;
  /** What stands behind the line, for who wants to know. */
  readonly children?: ReactNode;
}

/** One line about a step that needs nothing of the person. */
export function QuietLine({ state, text, children }: QuietLineProps) {
  const icon = state === "failed" ? "alert" : state === "done" ? "check" : "dot";
  const line = (
    <>
      <Icon name={icon} />
      <span>{text}</span>
    </>
  );
  if (!children) return <p className={`quiet-line quiet-${state}`}>{line}</p>;
  return (
    <details className={`quiet-line quiet-${state}`}>
      <summary>{line}</summary>
      <div className="quiet-details">{children}</div>
    </details>
  );
}
